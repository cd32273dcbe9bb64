import type {Theme} from 'mattermost-redux/selectors/entities/preferences';

// Mattermost's names of these two variables differ from the theme's keys.
const renamed: Record<string, string> = {errorTextColor: 'error-text', sidebarTeamBarBg: 'sidebar-teambar-bg'};
const notColors = ['type', 'codeTheme', 'mentionBj'];

/** Sets Mattermost's CSS variables on the page: each colour of the theme, as hex and as `…-rgb` for rgba(). */
export function applyTheme(theme: Theme): void {
    const {style} = document.documentElement;
    for (const [key, color] of Object.entries(theme)) {
        if (color && !notColors.includes(key)) {
            style.setProperty(`--${renamed[key] ?? kebab(key)}`, color);
            style.setProperty(
                `--${key === 'errorTextColor' ? 'error-text-color' : (renamed[key] ?? kebab(key))}-rgb`,
                rgb(color),
            );
        }
    }
}

function kebab(key: string): string {
    return key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
}

/** '#1c58d9' as '28, 88, 217'. */
function rgb(hex: string): string {
    return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).join(', ');
}
