import React from 'react';
import {FormattedMessage} from 'react-intl';

import {withTexts} from '../i18n/texts';
import type {AdminSettingProps} from '../mattermost/registry';
import {matchTheme} from '../style';
import {Button} from '../ui/button';
import {focusOn} from '../ui/focus';
import {AddService} from './add_service';
import {type Definition, readServices, writeServices} from './definition';
import {JSONField} from './json_field';
import {ServiceEditor} from './service_editor';
import {TryText} from './try_text';
import {useSaveCheck} from './use_save_check';
import {useServicesCheck} from './use_services_check';

/** The server's own bound: server/meeting. */
const mostServices = 20;

/** The setting of further services: added from presets or described, ordered, removed, and tried with a text. */
export const ServicesSetting = withTexts((props: AdminSettingProps) => {
    const {id, disabled, setByEnv, onChange} = props;
    const value = textOf(props.value);
    const services = readServices(value);
    const [text, setText] = React.useState('');
    const [asJSON, setAsJSON] = React.useState(services === null);
    const check = useServicesCheck(value, text);
    const box = React.useRef<HTMLFieldSetElement>(null);
    useSaveCheck(check.errors[0]?.message ?? '', props);
    React.useEffect(() => matchTheme(box.current), []);

    const change = (changed: Definition[]) => onChange(id, writeServices(changed));
    const remove = (at: number) => {
        change((services ?? []).filter((_, i) => i !== at));
        focusOn(box.current?.querySelector<HTMLElement>('.blizz-services__add select'));
    };
    const general = check.errors.find(({service}) => service < 0);

    return (
        <fieldset className="blizz-setting blizz-services" disabled={disabled || setByEnv} ref={box}>
            <legend className="sr-only">
                <FormattedMessage id="blizz.services" />
            </legend>
            {services && !asJSON ? (
                <>
                    <ol>
                        {services.map((service, i) => (
                            <ServiceEditor
                                // biome-ignore lint/suspicious/noArrayIndexKey: a key may be typed, and be another's for a moment
                                key={i}
                                service={service}
                                errors={check.errors.filter((error) => error.service === i)}
                                onChange={(changed) =>
                                    change(services.map((other, at) => (at === i ? changed : other)))
                                }
                                onMoveUp={i > 0 ? () => change(movedUp(services, i)) : undefined}
                                onRemove={() => remove(i)}
                            />
                        ))}
                    </ol>
                    {services.length < mostServices && (
                        <AddService others={services} onAdd={(added) => change([...services, added])} />
                    )}
                    <TryText text={text} check={check} onChange={setText} />
                </>
            ) : (
                <JSONField value={value} error={general?.message ?? ''} onChange={(json) => onChange(id, json)} />
            )}
            {services && (
                <Button
                    label={asJSON ? 'blizz.services.as_fields' : 'blizz.services.as_json'}
                    look="btn-tertiary btn-sm"
                    onClick={() => setAsJSON(!asJSON)}
                />
            )}
        </fieldset>
    );
});

/** In a config file, the setting may be the list itself. */
function textOf(value: unknown): string {
    return typeof value === 'string' ? value : value ? JSON.stringify(value, null, 2) : '';
}

function movedUp(services: Definition[], at: number): Definition[] {
    const moved = [...services];
    moved.splice(at - 1, 2, ...moved.slice(at - 1, at + 1).reverse());
    return moved;
}
