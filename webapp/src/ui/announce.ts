const id = 'blizz-announcements';

/**
 * Has screen readers read a text out. One live region serves the whole plugin: one a card would be a node each, and must
 * be there before its text is.
 */
export function announce(text: string) {
    const region = document.getElementById(id) ?? addRegion();
    region.textContent = '';
    setTimeout(() => {
        region.textContent = text;
    });
}

function addRegion(): HTMLElement {
    const region = document.createElement('div');
    region.id = id;
    region.className = 'sr-only';
    region.setAttribute('role', 'status');
    document.body.append(region);
    return region;
}
