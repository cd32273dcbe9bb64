import React from 'react';
import {useIntl} from 'react-intl';

import {Button} from '../ui/button';
import {isolate} from '../ui/isolate';
import type {Definition} from './definition';
import {ServiceFields} from './service_fields';
import type {Mistake} from './use_services_check';

interface Props {
    service: Definition;
    /** The errors in this service. */
    errors: Mistake[];
    onChange(service: Definition): void;
    /** Undefined for the first service. */
    onMoveUp?(): void;
    onRemove(): void;
}

/** One service: its name and links and, when opened, all its fields, each with its errors. */
export function ServiceEditor({service, errors, onChange, onMoveUp, onRemove}: Props) {
    const {formatMessage} = useIntl();
    const [isOpened, setIsOpened] = React.useState(!service.name);
    const name = isolate(service.name || service.key);
    const hasErrors = errors.length > 0;
    // The fields stay open when an error is corrected, because somebody is typing there.
    React.useEffect(() => {
        if (hasErrors) {
            setIsOpened(true);
        }
    }, [hasErrors]);

    return (
        <li className="blizz-service">
            <div className="blizz-service__head">
                <div className="blizz-service__text">
                    <strong dir="auto">{name || formatMessage({id: 'blizz.services.new'})}</strong>
                    <div className="blizz-note" dir="ltr">
                        {inShort(service)}
                    </div>
                </div>
                <Button
                    label="blizz.edit"
                    look="btn-tertiary btn-sm"
                    aria-expanded={isOpened}
                    aria-label={formatMessage({id: 'blizz.services.edit'}, {name})}
                    onClick={() => setIsOpened(!isOpened)}
                />
                {onMoveUp && (
                    <Button
                        label="blizz.services.up"
                        look="btn-tertiary btn-sm blizz-service__up"
                        aria-label={formatMessage({id: 'blizz.services.move_up'}, {name})}
                        onClick={onMoveUp}
                    />
                )}
                <Button
                    label="blizz.my_room.remove"
                    look="btn-tertiary btn-sm blizz-destructive"
                    aria-label={formatMessage({id: 'blizz.services.remove'}, {name})}
                    onClick={onRemove}
                />
            </div>
            {isOpened && <ServiceFields service={service} errors={errors} onChange={onChange} />}
        </li>
    );
}

/** A summary of the service: its links and its own command. */
function inShort({link, hosts = [], trigger}: Definition): string {
    return [trigger && `/${trigger}`, link || hosts.join(', ')].filter(Boolean).join(' · ');
}
