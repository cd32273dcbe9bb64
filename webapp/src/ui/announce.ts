const id = 'blizz-announcements';

/**
 * Lets screen readers read a text. The whole plugin has one live region: a region for each card would need a node each,
 * and a region must exist before its text.
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
