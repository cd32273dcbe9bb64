/** Puts text on the clipboard. */
export async function copyText(text: string): Promise<void> {
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        copyBySelection(text);
    }
}

/** Without https, as on many an intranet, there is no navigator.clipboard, only what the old command copies. */
function copyBySelection(text: string) {
    const area = document.createElement('textarea');
    area.value = text;
    area.style.cssText = 'position: fixed; opacity: 0';
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    if (focused instanceof HTMLElement) {
        focused.focus();
    }
}
