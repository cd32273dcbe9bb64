import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {useSelector} from 'react-redux';

import {CardFrame} from '../card/frame';
import {InvitationSummary} from '../card/summary';
import type {AdminSettingProps} from '../host/registry';
import {currentUserId, personName} from '../host/state';
import {pluginId} from '../manifest';
import {joinURL} from '../meeting';
import {serviceName} from '../settings';
import {PreviewField} from '../ui/preview_field';

const sample = {meetingID: 'm12345678', topic: ''};

interface Props {
    template: string;
    config: AdminSettingProps['config'];
}

/** What the template makes: a link, and an invitation as people will see it. */
export function TemplatePreview({template, config}: Props) {
    const host = useSelector((state: GlobalState) => personName(state, currentUserId(state)));
    const summary = <InvitationSummary host={host} service={savedServiceName(config)} invitation={sample} />;
    return (
        <PreviewField>
            <CardFrame summary={summary}>
                <code className="blizz-card__link">{joinURL(template, sample.meetingID)}</code>
            </CardFrame>
        </PreviewField>
    );
}

/** The service's name as last saved. The configuration's keys come in any case. */
function savedServiceName(config: AdminSettingProps['config']): string {
    const saved = Object.entries(config.PluginSettings?.Plugins?.[pluginId] ?? {});
    const [, name] = saved.find(([key]) => key.toLowerCase() === 'servicename') ?? [];
    return typeof name === 'string' && name.trim() !== '' ? name : serviceName(null);
}
