import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import type {SettingError} from '../client';
import {Button} from '../ui/button';
import {Field} from '../ui/field';
import {isolate} from '../ui/isolate';
import type {Definition} from './definition';

interface Props {
    service: Definition;
    /** What is wrong with this service. */
    errors: SettingError[];
    onChange(service: Definition): void;
    /** Undefined for the first one. */
    onMoveUp?(): void;
    onRemove(): void;
}

/** The fields that are texts, in the order in which they are shown. */
const texts = ['name', 'trigger', 'key', 'link', 'link_with_password', 'id', 'ignore'] as const;

/** The fields that are lists of texts. */
const lists = ['hosts', 'whole'] as const;

/** The fields that only a service of IDs has. */
const onlyOfIDs = ['link', 'link_with_password', 'id', 'ignore', 'whole'];

/** One service: its name, and, once opened, all that is known of it, each mistake at its field. */
export function ServiceEditor({service, errors, onChange, onMoveUp, onRemove}: Props) {
    const {formatMessage} = useIntl();
    const [isOpened, setIsOpened] = React.useState(service.name === '');
    const name = isolate(service.name || service.key);
    const isOpen = isOpened || errors.length > 0;

    return (
        <li className="blizz-service">
            <div className="blizz-service__head">
                <strong dir="auto">{name || formatMessage({id: 'blizz.services.new'})}</strong>
                <Button
                    label="blizz.edit"
                    look="btn-tertiary btn-sm"
                    aria-expanded={isOpen}
                    aria-label={formatMessage({id: 'blizz.services.edit'}, {name})}
                    onClick={() => setIsOpened(!isOpen)}
                />
                {onMoveUp && (
                    <Button
                        label="blizz.services.up"
                        look="btn-tertiary btn-sm"
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
            {isOpen && <ServiceFields service={service} errors={errors} onChange={onChange} />}
        </li>
    );
}

function ServiceFields({service, errors, onChange}: Pick<Props, 'service' | 'errors' | 'onChange'>) {
    const errorOf = (field: string) => errors.find((error) => error.field === field)?.message ?? '';
    const hasField = (field: string) => service.kind === 'id' || !onlyOfIDs.includes(field);
    const others = errors.filter(({field}) => ![...texts, ...lists, 'kind', 'find', 'show'].includes(field));

    return (
        <div className="blizz-plan">
            {texts.filter(hasField).map((field) => (
                <Field
                    key={field}
                    kind="input"
                    label={`blizz.services.field.${field}`}
                    dir={field === 'name' ? 'auto' : 'ltr'}
                    spellCheck={false}
                    value={service[field] ?? ''}
                    error={errorOf(field)}
                    onChange={(value) => onChange({...service, [field]: value})}
                />
            ))}
            {lists.filter(hasField).map((field) => (
                <Field
                    key={field}
                    kind="input"
                    label={`blizz.services.field.${field}`}
                    dir="ltr"
                    spellCheck={false}
                    value={(service[field] ?? []).join(' ')}
                    error={errorOf(field)}
                    onChange={(value) => onChange({...service, [field]: value.split(/[\s,]/)})}
                    // Only now, as nobody could type a space else.
                    onBlur={() => onChange({...service, [field]: service[field]?.filter(Boolean)})}
                />
            ))}
            <KindFields service={service} errorOf={errorOf} onChange={onChange} />
            {others.map(({message}) => (
                <p key={message} className="blizz-error blizz-icon icon-alert-circle-outline blizz-wide" role="alert">
                    {message}
                </p>
            ))}
        </div>
    );
}

interface KindProps {
    service: Definition;
    errorOf(field: string): string;
    onChange(service: Definition): void;
}

function KindFields({service, errorOf, onChange}: KindProps) {
    const {formatMessage} = useIntl();
    const shown = Object.entries(service.show ?? {}).map(([length, groups]) => `${length}: ${groups}`);
    return (
        <>
            <Field
                kind="select"
                label="blizz.services.field.kind"
                value={service.kind}
                error={errorOf('kind')}
                onChange={(kind) => onChange({...service, kind: kind as Definition['kind']})}
            >
                <option value="id">{formatMessage({id: 'blizz.services.kind.id'})}</option>
                <option value="link">{formatMessage({id: 'blizz.services.kind.link'})}</option>
            </Field>
            {service.kind === 'id' && (
                <Field
                    kind="select"
                    label="blizz.services.field.find"
                    value={service.find ?? 'first'}
                    error={errorOf('find')}
                    onChange={(find) => onChange({...service, find: find as Definition['find']})}
                >
                    <option value="first">{formatMessage({id: 'blizz.services.find.first'})}</option>
                    <option value="anywhere">{formatMessage({id: 'blizz.services.find.anywhere'})}</option>
                </Field>
            )}
            {shown.length > 0 && (
                <p className="blizz-note blizz-wide">
                    <FormattedMessage id="blizz.services.field.show" values={{groups: shown.join(', ')}} />
                    {errorOf('show') && <span className="blizz-error">{errorOf('show')}</span>}
                </p>
            )}
        </>
    );
}
