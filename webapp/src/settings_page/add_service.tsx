import React from 'react';
import {useIntl} from 'react-intl';

import {fetchPresets} from '../client';
import {Button} from '../ui/button';
import {Field} from '../ui/field';
import {type Definition, freeKey, fromPreset, needsHost} from './definition';

interface Props {
    others: Definition[];
    onAdd(service: Definition): void;
}

/** Adds a service: a preset, for which often only the host is needed, or a custom one. */
export function AddService({others, onAdd}: Props) {
    const {formatMessage} = useIntl();
    const presets = usePresets();
    // Undefined until somebody chooses. Until then, it is the first preset that is not set up.
    const [choice, setChoice] = React.useState<string>();
    const [host, setHost] = React.useState('');
    const chosen = choice ?? presets.find(({key}) => !others.some((other) => other.key === key))?.key ?? '';
    const preset = presets.find(({key}) => key === chosen);
    const asksHost = preset !== undefined && needsHost(preset);
    const canAdd = !asksHost || hostIn(host) !== '';

    const add = () => {
        const described: Definition = {key: freeKey('service', others), name: '', kind: 'id', find: 'first'};
        onAdd(preset ? fromPreset(preset, hostIn(host), others) : described);
        setChoice(undefined);
        setHost('');
    };

    return (
        <div className="blizz-services__add">
            <Field kind="select" label="blizz.services.add" value={chosen} onChange={setChoice}>
                {presets.map(({key, name}) => (
                    <option key={key} value={key}>
                        {name}
                    </option>
                ))}
                <option value="">{formatMessage({id: 'blizz.services.describe'})}</option>
            </Field>
            {asksHost && (
                <Field
                    kind="input"
                    label="blizz.services.host"
                    dir="ltr"
                    spellCheck={false}
                    placeholder="meet.example.com"
                    value={host}
                    onChange={setHost}
                    onKeyDown={(event) => {
                        if (event.key === 'Enter') {
                            event.preventDefault(); // it would save the page without the service
                            if (canAdd) {
                                add();
                            }
                        }
                    }}
                />
            )}
            <Button label="blizz.services.add_it" look="btn-secondary btn-sm" disabled={!canAdd} onClick={add} />
        </div>
    );
}

/** The host in a typed text, which may be a whole address. */
function hostIn(text: string): string {
    return text
        .trim()
        .replace(/^https?:\/\//i, '')
        .replace(/[/?#].*$/, '')
        .toLowerCase();
}

/** The presets. Empty until they have arrived, and if they can't be loaded. */
function usePresets(): Definition[] {
    const [presets, setPresets] = React.useState<Definition[]>([]);
    React.useEffect(() => {
        fetchPresets().then(
            (answer) => setPresets(answer.presets),
            () => {}, // custom services can be added without them
        );
    }, []);
    return presets;
}
