import React from 'react';
import {FormattedMessage} from 'react-intl';

import {withTexts} from '../i18n/texts';
import type {AdminSettingProps} from '../mattermost/registry';
import {matchTheme} from '../style';
import {Button} from '../ui/button';
import {readServices, writeServices} from './definition';
import {JSONField} from './json_field';
import {ServiceList} from './service_list';
import {TryText} from './try_text';
import {useFocus} from './use_focus';
import {useRows} from './use_rows';
import {useSaveCheck} from './use_save_check';
import {useServicesCheck} from './use_services_check';

/**
 * The setting of further services: people add them from presets or by hand, order and remove them, and try them with a
 * text.
 */
export const ServicesSetting = withTexts((props: AdminSettingProps) => {
    const {id, disabled, setByEnv, onChange} = props;
    const value = textOf(props.value);
    const services = readServices(value);
    const [text, setText] = React.useState('');
    const [asJSON, setAsJSON] = React.useState(services === null);
    const [isSaving, setIsSaving] = React.useState(false);
    const rows = useRows(services?.length ?? 0);
    const check = useServicesCheck(value, text, rows.numbers);
    const box = React.useRef<HTMLFieldSetElement>(null);
    const focus = useFocus(box);
    const firstError = check.errors[0]?.message ?? '';
    useSaveCheck(firstError, props, () => {
        setIsSaving(true);
        focus('[aria-invalid="true"]');
    });
    React.useEffect(() => matchTheme(box.current), []);

    return (
        <fieldset className="blizz-setting blizz-services" disabled={disabled || setByEnv} ref={box}>
            <legend className="sr-only">
                <FormattedMessage id="blizz.services" />
            </legend>
            {services && !asJSON ? (
                <ServiceList
                    services={services}
                    rows={rows}
                    // Missing values are no errors before somebody saves.
                    errors={check.errors.filter(({code}) => isSaving || code !== 'missing')}
                    focus={focus}
                    onChange={(changed) => onChange(id, writeServices(changed))}
                />
            ) : (
                <JSONField value={value} error={firstError} onChange={(json) => onChange(id, json)} />
            )}
            {services && (
                <Button
                    label={asJSON ? 'blizz.services.as_fields' : 'blizz.services.as_json'}
                    look="btn-tertiary btn-sm"
                    onClick={() => setAsJSON(!asJSON)}
                />
            )}
            <TryText text={text} check={check} services={services ?? []} onChange={setText} />
            {setByEnv && (
                <p className="help-text">
                    <FormattedMessage id="blizz.settings.set_by_env" />
                </p>
            )}
        </fieldset>
    );
});

/** In a config file, the setting may be the list itself. */
function textOf(value: unknown): string {
    return typeof value === 'string' ? value : value ? JSON.stringify(value, null, 2) : '';
}
