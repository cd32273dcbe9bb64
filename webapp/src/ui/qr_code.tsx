import React from 'react';
import {useIntl} from 'react-intl';
import {encode} from 'uqr';

import {withEnglish} from '../i18n/with_english';
import css from './qr_code.css?inline';

/** The light border that readers need, in modules: ISO/IEC 18004 asks for four. */
const quietZone = 4;

/** A link as a QR code, for the phone. */
export const QRCode = withEnglish(({text}: {text: string}) => {
    const {formatMessage} = useIntl();
    const {size, data} = React.useMemo(() => encode(text, {border: quietZone}), [text]);
    return (
        <>
            <style>{css}</style>
            <svg
                className="blizz-qr"
                role="img"
                aria-label={formatMessage({id: 'blizz.qr.label'})}
                viewBox={`0 0 ${size} ${size}`}
                shapeRendering="crispEdges"
            >
                <path d={pathOf(data)} />
            </svg>
        </>
    );
});

/** Draws the dark ones of the modules, which are given row by row. */
function pathOf(modules: boolean[][]): string {
    return modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
}
