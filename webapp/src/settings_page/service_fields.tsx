import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import {Field} from '../ui/field';
import type {Definition} from './definition';
import {ListField} from './list_field';
import type {Mistake} from './use_services_check';

interface Props {
    service: Definition;
    errors: Mistake[];
    onChange(service: Definition): void;
}

interface PartProps extends Omit<Props, 'errors'> {
    errorOf(field: string): string;
}

type TextField = 'name' | 'trigger' | 'key' | 'link' | 'link_with_password' | 'id' | 'ignore';

/** The fields that have a control. */
const withControl = 'name trigger kind find link link_with_password id ignore show hosts whole key'.split(' ');

/** All fields of a service, the most important first. */
export function ServiceFields({service, errors, onChange}: Props) {
    const errorOf = (field: string) => errors.find((error) => error.field === field)?.message ?? '';
    const others = errors.filter(({field}) => !withControl.includes(field));
    const part = {service, errorOf, onChange};
    const hasIDs = service.kind === 'id';

    return (
        <div className="blizz-service__fields">
            <Text field="name" dir="auto" {...part} />
            <Text field="trigger" {...part} />
            <Kind {...part} />
            {hasIDs && <IDFields {...part} />}
            <List field="hosts" {...part} />
            {hasIDs && <List field="whole" {...part} />}
            <Wide>
                <Text field="key" {...part} />
            </Wide>
            {others.map(({message}) => (
                <p key={message} className="blizz-error blizz-icon icon-alert-circle-outline blizz-wide" role="alert">
                    {message}
                </p>
            ))}
        </div>
    );
}

function Text({field, dir = 'ltr', service, errorOf, onChange}: PartProps & {field: TextField; dir?: 'auto' | 'ltr'}) {
    return (
        <Field
            kind="input"
            label={`blizz.services.field.${field}`}
            dir={dir}
            spellCheck={false}
            value={service[field] ?? ''}
            error={errorOf(field)}
            onChange={(value) => onChange({...service, [field]: value})}
        />
    );
}

function List({field, service, errorOf, onChange}: PartProps & {field: 'hosts' | 'whole'}) {
    return (
        <Wide>
            <ListField
                label={`blizz.services.field.${field}`}
                value={service[field] ?? []}
                error={errorOf(field)}
                onChange={(value) => onChange({...service, [field]: value})}
            />
        </Wide>
    );
}

/** A line of its own, for example for links. */
function Wide({children}: {children: React.ReactNode}) {
    return <div className="blizz-wide">{children}</div>;
}

function Kind({service, errorOf, onChange}: PartProps) {
    const {formatMessage} = useIntl();
    return (
        <Field
            kind="select"
            label="blizz.services.field.kind"
            value={service.kind}
            error={errorOf('kind')}
            onChange={(kind) => onChange(kind === 'link' ? ofLinks(service) : {...service, kind: 'id', find: 'first'})}
        >
            <option value="id">{formatMessage({id: 'blizz.services.kind.id'})}</option>
            <option value="link">{formatMessage({id: 'blizz.services.kind.link'})}</option>
        </Field>
    );
}

/** A service with whole links. It leaves out the fields that such a service can't have. */
function ofLinks({key, name, trigger, hosts}: Definition): Definition {
    return {key, name, trigger, kind: 'link', hosts};
}

/** The fields that only a service of IDs has. */
function IDFields(part: PartProps) {
    const {service, errorOf, onChange} = part;
    const {formatMessage} = useIntl();
    const shown = Object.entries(service.show ?? {}).map(([length, groups]) => `${length}: ${groups}`);
    return (
        <>
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
            <Wide>
                <Text field="link" {...part} />
            </Wide>
            <Wide>
                <Text field="link_with_password" {...part} />
            </Wide>
            <Text field="id" {...part} />
            <Text field="ignore" {...part} />
            {(shown.length > 0 || errorOf('show')) && (
                <p className="blizz-note blizz-wide">
                    <FormattedMessage id="blizz.services.field.show" values={{groups: shown.join(', ')}} />
                    {errorOf('show') && <span className="blizz-error">{errorOf('show')}</span>}
                </p>
            )}
        </>
    );
}
