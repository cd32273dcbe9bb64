import React from 'react';

import {AddService} from './add_service';
import type {Definition} from './definition';
import {ServiceEditor} from './service_editor';
import type {Rows} from './use_rows';
import type {Mistake} from './use_services_check';

/** The server's limit: server/meeting. */
const mostServices = 20;

interface Props {
    services: Definition[];
    rows: Rows;
    errors: Mistake[];
    /** Moves the focus to an element, once the change is rendered. */
    focus(selector: string): void;
    onChange(services: Definition[]): void;
}

/** The services in order, and a way to add one. The focus moves to an added or moved service. */
export function ServiceList({services, rows, errors, focus, onChange}: Props) {
    const add = (added: Definition) => {
        const isDescribed = added.name === '';
        focus(`.blizz-services__list > :last-child ${isDescribed ? 'input' : 'button'}`);
        onChange([...services, added]);
    };
    const moveUp = (at: number) => {
        const moved = [...services];
        moved.splice(at - 1, 2, ...services.slice(at - 1, at + 1).reverse());
        rows.moveUp(at);
        // The first one can't move up.
        focus(`.blizz-services__list > :nth-child(${at}) ${at > 1 ? '.blizz-service__up' : 'button'}`);
        onChange(moved);
    };
    const remove = (at: number) => {
        rows.remove(at);
        const left = services.length - 1;
        const next = `.blizz-services__list > :nth-child(${Math.min(at + 1, left)}) button`;
        focus(left > 0 ? next : '.blizz-services__add select');
        onChange(services.filter((_, other) => other !== at));
    };

    return (
        <>
            <ol className="blizz-services__list">
                {services.map((service, at) => (
                    <ServiceEditor
                        key={rows.numbers[at]}
                        service={service}
                        errors={errors.filter(({row}) => row === rows.numbers[at])}
                        onChange={(changed) =>
                            onChange(services.map((other, place) => (place === at ? changed : other)))
                        }
                        onMoveUp={at > 0 ? () => moveUp(at) : undefined}
                        onRemove={() => remove(at)}
                    />
                ))}
            </ol>
            {services.length < mostServices && <AddService others={services} onAdd={add} />}
        </>
    );
}
