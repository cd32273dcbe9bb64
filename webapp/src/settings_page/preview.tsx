import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';

import {InvitationSummary} from '../card/summary';
import type {AdminSettingProps} from '../host/registry';
import {currentUserId, personName} from '../host/state';
import {pluginId} from '../manifest';
import {joinURL} from '../meeting';
import {serviceName} from '../settings';
import {Icon} from '../ui/icon';

const sample = {meetingID: 'm12345678', topic: ''};

interface Props {
    template: string;
    config: AdminSettingProps['config'];
}

/** What the template makes: a link, and an invitation as people will see it. */
export function TemplatePreview({template, config}: Props) {
    const host = useSelector((state: GlobalState) => personName(state, currentUserId(state)));
    return (
        <div className="blizz-field">
            <div className="blizz-field__label">
                <FormattedMessage id="blizz.preview" />
            </div>
            <div className="blizz-card">
                <div className="blizz-card__main">
                    <span className="blizz-card__tile">
                        <Icon name="video-outline" />
                    </span>
                    <InvitationSummary host={host} service={savedServiceName(config)} invitation={sample} />
                </div>
                <code className="blizz-card__link">{joinURL(template, sample.meetingID)}</code>
            </div>
        </div>
    );
}

/** The service's name as last saved. The configuration's keys come in any case. */
function savedServiceName(config: AdminSettingProps['config']): string {
    const saved = Object.entries(config.PluginSettings?.Plugins?.[pluginId] ?? {});
    const [, name] = saved.find(([key]) => key.toLowerCase() === 'servicename') ?? [];
    return typeof name === 'string' && name.trim() !== '' ? name : serviceName(null);
}
