import React from 'react';

import type {CheckedInvitation} from '../client';
import {blizzKey} from '../settings';
import {Field} from '../ui/field';
import type {Definition} from './definition';
import {LinkPreview} from './preview';
import type {ServicesCheck} from './use_services_check';

interface Props {
    text: string;
    check: ServicesCheck;
    services: Definition[];
    onChange(text: string): void;
}

/** Tries a text with the services on the page, and shows the invitation. */
export function TryText({text, check: {preview, textError}, services, onChange}: Props) {
    return (
        <div className="blizz-services__try">
            <Field
                kind="textarea"
                label="blizz.services.try"
                rows={2}
                value={text}
                error={text.trim() === '' ? '' : textError}
                onChange={onChange}
            />
            {preview && <Preview preview={preview} services={services} />}
        </div>
    );
}

function Preview({preview, services}: {preview: CheckedInvitation; services: Definition[]}) {
    return (
        <LinkPreview
            service={preview.service === blizzKey ? undefined : nameOf(preview.service, services)}
            // A whole link is shown by its beginning, and the line below shows all of it.
            displayID={preview.meeting_id === '' ? '' : preview.display_id}
            topic={preview.topic}
            link={preview.join_url}
        />
    );
}

function nameOf(key: string, services: Definition[]): string {
    return services.find((service) => service.key === key)?.name ?? key;
}
