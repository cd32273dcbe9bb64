import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {useSelector} from 'react-redux';

import {selectSettings, serviceName} from '../settings';
import {Icon} from '../ui/icon';

/** The button in a channel's header. The web client puts it into a plain div, where clicks on it arrive. */
export function CallButton() {
    const {formatMessage} = useIntl();
    const service = serviceName(useSelector(selectSettings));
    const label = formatMessage({id: 'blizz.dialog.title'}, {service});
    return (
        <button type="button" className="style--none call-button" aria-label={label} title={label}>
            <Icon name="video-outline" />
            <span className="call-button-label">{service}</span>
        </button>
    );
}

/** The same as one of several in the menu that the web client makes of more than one plugin's call buttons. */
export function CallMenuButton() {
    return (
        <button type="button" className="style--none call-button-dropdown">
            <Icon name="video-outline" />
            <InviteLabel />
        </button>
    );
}

/** The same beside the menu of a phone-sized window, where the web client makes a button of it, without a name. */
export function PhoneIcon() {
    return (
        <>
            <Icon name="video-outline" />
            <span className="sr-only">
                <InviteLabel />
            </span>
        </>
    );
}

/** What the buttons do, in words. */
export function InviteLabel() {
    const service = serviceName(useSelector(selectSettings));
    return <FormattedMessage id="blizz.dialog.title" values={{service}} />;
}
