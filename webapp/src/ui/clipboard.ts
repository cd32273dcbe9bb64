/** Puts text on the clipboard. Returns whether it is there. */
export async function copyText(text: string): Promise<boolean> {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        return copyBySelection(text);
    }
}

/** Without https, as on many an intranet, there is no navigator.clipboard, only what the old command copies. */
function copyBySelection(text: string): boolean {
    const area = document.createElement('textarea');
    area.value = text;
    area.style.cssText = 'position: fixed; opacity: 0';
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (focused instanceof HTMLElement) {
        focused.focus();
    }
    return copied;
}
