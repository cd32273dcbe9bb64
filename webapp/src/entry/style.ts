/** On phones the client's header has a colour of its own, which its icons must take. */
const css =
    '.blizz-header-icon{color:inherit}.navbar-plugin-button .blizz-header-icon{color:var(--sidebar-header-text-color)}';

/**
 * Adds the entry's style to the page. Returns what removes it, and with it the style sheet that the features have added.
 */
export function addStyle(): () => void {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
    return () => {
        style.remove();
        document.getElementById('blizz-style')?.remove();
    };
}
