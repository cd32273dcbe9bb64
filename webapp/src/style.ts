import css from './style.css?inline';

const id = 'blizz-style';

/** Adds the plugin's style sheet to the page, once. The entry removes it with the plugin. */
export function addStyle() {
    if (!document.getElementById(id)) {
        const style = document.createElement('style');
        style.id = id;
        style.textContent = css;
        document.head.append(style);
    }
}

/** A ref for a form. If the theme's text is light, the browser draws its own controls for a dark theme. */
export function matchTheme(form: HTMLElement | null) {
    if (form) {
        const text = getComputedStyle(form).getPropertyValue('--center-channel-color-rgb');
        const [red = 0, green = 0, blue = 0] = text.split(',').map(Number);
        form.style.colorScheme = red + green + blue > 3 * 127 ? 'dark' : 'light';
    }
}
