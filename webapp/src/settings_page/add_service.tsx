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

/** Adds a service: one that is known, of which often only the host is asked, or one that is described. */
export function AddService({others, onAdd}: Props) {
    const {formatMessage} = useIntl();
    const presets = usePresets();
    const [chosen, setChosen] = React.useState('');
    const [host, setHost] = React.useState('');
    const preset = presets.find(({key}) => key === chosen);
    const asksHost = preset !== undefined && needsHost(preset);

    const add = () => {
        const described: Definition = {key: freeKey('service', others), name: '', kind: 'id', find: 'first'};
        onAdd(preset ? fromPreset(preset, hostIn(host), others) : described);
        setChosen('');
        setHost('');
    };

    return (
        <div className="blizz-services__add blizz-plan">
            <Field kind="select" label="blizz.services.add" value={chosen} onChange={setChosen}>
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
                    placeholder="meet.example.com"
                    value={host}
                    onChange={setHost}
                />
            )}
            <Button
                label="blizz.services.add_it"
                look="btn-secondary btn-sm"
                disabled={asksHost && hostIn(host) === ''}
                onClick={add}
            />
        </div>
    );
}

/** The host in what was typed, which may be a whole address. */
function hostIn(text: string): string {
    return text
        .trim()
        .replace(/^https?:\/\//i, '')
        .replace(/[/?#].*$/, '')
        .toLowerCase();
}

/** The services that are known; none until they have come, or where they can't be had. */
function usePresets(): Definition[] {
    const [presets, setPresets] = React.useState<Definition[]>([]);
    React.useEffect(() => {
        fetchPresets().then(
            (answer) => setPresets(answer.presets),
            () => {}, // A service can be described all the same.
        );
    }, []);
    return presets;
}
