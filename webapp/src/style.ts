import css from './style.css?inline';

/** Adds the plugin's style sheet to the page. Returns what removes it. */
export function addStyle(): () => void {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
    return () => style.remove();
}
