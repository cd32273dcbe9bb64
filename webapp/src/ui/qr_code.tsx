import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import type {Modules} from './qr_modules';

/** A link as a QR code, for the phone. The encoder is a file of its own: few people ever look at one. */
export function QRCode({text}: {text: string}) {
    const {formatMessage} = useIntl();
    const [modules, setModules] = React.useState<Modules | 'failed'>([]);

    React.useEffect(() => {
        let wanted = true;
        import('./qr_modules').then(
            ({qrModules}) => wanted && setModules(qrModules(text)),
            () => wanted && setModules('failed'),
        );
        return () => {
            wanted = false;
        };
    }, [text]);

    if (modules === 'failed') {
        return (
            <p className="blizz-error" role="alert">
                <FormattedMessage id="blizz.qr.failed" />
            </p>
        );
    }
    return (
        <svg
            className="blizz-qr"
            role="img"
            aria-label={formatMessage({id: 'blizz.qr.label'})}
            viewBox={`0 0 ${modules.length} ${modules.length}`}
            shapeRendering="crispEdges"
        >
            <path d={pathOf(modules)} />
        </svg>
    );
}

function pathOf(modules: Modules): string {
    return modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
}
