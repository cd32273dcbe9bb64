import {encode} from 'uqr';

/** The dark and light squares of a QR code, row by row. */
export type Modules = boolean[][];

/** The light border that readers need, in modules: ISO/IEC 18004 asks for four. */
const quietZone = 4;

/** Encodes a text as a QR code. */
export function qrModules(text: string): Modules {
    return encode(text, {border: quietZone}).data;
}
