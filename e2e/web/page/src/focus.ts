const ringClass = 'a11y--focused';

// Keys that move the focus. Mattermost's client shows the focus after them, but not after Enter and Space.
const movingKeys = ['Tab', 'ArrowUp', 'ArrowDown', 'F6', 'Escape'];

let moving = false;
let keyboard = true;

/**
 * Shows the focus as Mattermost's client does. The browser's own outline is off (mattermost.css). An element gets the ring if
 * it gets the focus while one of these keys is pressed. A script can also ask for the ring with the event `a11yfocus` and its
 * detail `{target, keyboardOnly}`. With keyboardOnly, the element gets the ring only if the last input was by keyboard.
 */
export function watchFocus(): void {
    const capture = {capture: true};
    document.addEventListener(
        'keydown',
        ({key}) => {
            keyboard = true;
            moving = movingKeys.includes(key);
        },
        capture,
    );
    document.addEventListener(
        'keyup',
        () => {
            moving = false;
        },
        capture,
    );
    document.addEventListener(
        'mousedown',
        () => {
            keyboard = false;
        },
        capture,
    );
    document.addEventListener('click', clear, capture);
    document.addEventListener('focus', ({target}) => moving && target instanceof HTMLElement && show(target), capture);
    document.addEventListener('a11yfocus', (event) => {
        const {target, keyboardOnly} = (event as CustomEvent<{target?: HTMLElement; keyboardOnly: boolean}>).detail;
        target?.focus();
        if (target && (keyboard || !keyboardOnly)) {
            show(target);
        }
    });
}

function show(element: HTMLElement): void {
    clear();
    element.classList.add(ringClass);
}

function clear(): void {
    for (const element of document.querySelectorAll(`.${ringClass}`)) {
        element.classList.remove(ringClass);
    }
}
