import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {useSelector} from 'react-redux';

import {withTexts} from '../i18n/texts';
import {isArchived} from '../mattermost/state';
import {selectSettings, serviceName} from '../settings';
import {Button} from '../ui/button';
import {Dialog} from '../ui/dialog';
import {takeFocus} from '../ui/focus';

interface Props {
    channelId: string;
    /** Called by the web client once the dialog has closed. */
    onExited(): void;
}

/** Says that the person, or nobody, can post in the channel. */
export const MayNotPost = withTexts(({channelId, onExited}: Props) => {
    const {formatMessage} = useIntl();
    const [shown, setShown] = React.useState(true);
    const service = serviceName(useSelector(selectSettings));
    const archived = useSelector((state: GlobalState) => isArchived(state, channelId));
    const close = () => setShown(false);
    return (
        <Dialog
            title={formatMessage({id: 'blizz.dialog.title'}, {service})}
            shown={shown}
            onHide={close}
            onExited={onExited}
            onSubmit={close}
            foot={<Button type="submit" label="blizz.close" look="btn-primary" control={takeFocus} />}
        >
            <p role="alert">
                <FormattedMessage id={archived ? 'blizz.dialog.archived' : 'blizz.dialog.may_not_post'} />
            </p>
        </Dialog>
    );
});
