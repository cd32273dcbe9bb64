/** Has a button take the focus over from one that it replaces: a ref. */
export function takeFocus(button: HTMLButtonElement | null) {
    button?.focus();
}
