/** On phones the client's header has its own colour, which its icons must use. */
const css =
    '.blizz-header-icon{color:inherit}.navbar-plugin-button .blizz-header-icon{color:var(--sidebar-header-text-color)}';

/** Adds the entry's style to the page. Returns a function that removes it, and the features' style sheet. */
export function addStyle(): () => void {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
    return () => {
        style.remove();
        document.getElementById('blizz-style')?.remove();
    };
}
