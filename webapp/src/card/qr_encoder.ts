import {encode} from 'uqr';

/** The width of the light border, in modules. ISO/IEC 18004 wants four. */
const quietZone = 4;

/** A text as a QR code: its size in modules, and the dark modules as an SVG path. */
export function qrPath(text: string): {size: number; path: string} {
    const {size, data} = encode(text, {border: quietZone});
    const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
    return {size, path};
}
