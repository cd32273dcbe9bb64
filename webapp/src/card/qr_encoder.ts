import {encode} from 'uqr';

/** The light border that readers need, in modules: ISO/IEC 18004 asks for four. */
const quietZone = 4;

/** A text as a QR code: its width and height in modules, and the dark ones as a path of SVG. */
export function qrPath(text: string): {size: number; path: string} {
    const {size, data} = encode(text, {border: quietZone});
    const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
    return {size, path};
}
