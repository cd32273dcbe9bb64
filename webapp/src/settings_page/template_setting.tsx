import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';

import {withTexts} from '../i18n/texts';
import type {AdminSettingProps} from '../mattermost/registry';
import {TemplatePreview} from './preview';
import {SettingInput} from './setting_input';
import {checkTemplate, defaultTemplate} from './template';
import {useTyping} from './typed';
import {useSaveCheck} from './use_save_check';

/** The templates to choose from, by the id of their name. */
const presets = {
    'blizz.settings.preset.blizz': defaultTemplate,
    'blizz.settings.preset.teamviewer': 'https://go.teamviewer.com/v15/{id}',
};

/** The setting of the join link's template in the System Console. */
export const TemplateSetting = withTexts((props: AdminSettingProps) => {
    const {id, disabled, setByEnv, onChange} = props;
    const {formatMessage} = useIntl();
    const template = props.value?.trim() || defaultTemplate;
    const [own, setOwn] = React.useState(!Object.values(presets).includes(template));
    const problem = checkTemplate(template);
    const error = problem ? formatMessage({id: `blizz.template.${problem}`}) : '';
    const readOnly = disabled || setByEnv;
    useSaveCheck(error, props);
    useTyping({template});

    const choose = (preset: string) => {
        setOwn(false);
        onChange(id, preset);
    };

    return (
        <div className="blizz-setting">
            <fieldset disabled={readOnly}>
                <legend className="sr-only">
                    <FormattedMessage id="blizz.settings.template" />
                </legend>
                {Object.entries(presets).map(([label, preset]) => (
                    <Choice key={label} name={id} checked={!own && preset === template} onChoose={() => choose(preset)}>
                        <FormattedMessage id={label} />
                        <code>{preset}</code>
                    </Choice>
                ))}
                <Choice name={id} checked={own} onChoose={() => setOwn(true)}>
                    <FormattedMessage id="blizz.settings.preset.own" />
                </Choice>
                {own && (
                    <SettingInput
                        id={id}
                        label="blizz.settings.template"
                        dir="ltr"
                        value={props.value ?? template}
                        error={error}
                        onChange={onChange}
                    />
                )}
            </fieldset>
            {setByEnv && (
                <p className="help-text">
                    <FormattedMessage id="blizz.settings.set_by_env" />
                </p>
            )}
            {!error && <TemplatePreview template={template} />}
        </div>
    );
});

interface ChoiceProps {
    name: string;
    checked: boolean;
    onChoose(): void;
    children: React.ReactNode;
}

function Choice({name, checked, onChoose, children}: ChoiceProps) {
    return (
        <div className="radio">
            <label>
                <input type="radio" name={name} checked={checked} onChange={onChoose} /> {children}
            </label>
        </div>
    );
}
