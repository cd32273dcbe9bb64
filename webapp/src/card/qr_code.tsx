import React from 'react';
import {useIntl} from 'react-intl';

import {ErrorNote} from '../ui/error_note';

/** A link as a QR code, for phones. The encoder is large and few people need it, so it is loaded here. */
export function QRCode({text}: {text: string}) {
    const {formatMessage} = useIntl();
    const [code, setCode] = React.useState<{size: number; path: string}>();
    const [error, setError] = React.useState<unknown>(null);

    React.useEffect(() => {
        import('./qr_encoder').then(({qrPath}) => setCode(qrPath(text)), setError);
    }, [text]);

    if (!code) {
        return <ErrorNote error={error} />;
    }
    return (
        <svg
            className="blizz-qr"
            role="img"
            aria-label={formatMessage({id: 'blizz.qr.label'})}
            viewBox={`0 0 ${code.size} ${code.size}`}
            shapeRendering="crispEdges"
        >
            <path d={code.path} />
        </svg>
    );
}
