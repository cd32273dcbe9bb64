import React from 'react';
import {useIntl} from 'react-intl';

import {withTexts} from '../i18n/texts';
import type {AdminSettingProps} from '../mattermost/registry';
import {serviceName} from '../settings';
import {SettingInput} from './setting_input';
import {useTyping} from './typed';
import {useSaveCheck} from './use_save_check';

/** The server's limits: server/settings. */
const mostCharacters = 64;
const forbidden = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/** The setting of the service's name. It is checked while somebody types. */
export const NameSetting = withTexts((props: AdminSettingProps) => {
    const {id, value = '', disabled, setByEnv, onChange} = props;
    const {formatMessage} = useIntl();
    const problem = problemOf(value.trim());
    const error = problem ? formatMessage({id: problem}) : '';
    useSaveCheck(error, props);
    useTyping({name: value.trim()});

    return (
        <SettingInput
            id={id}
            label="blizz.settings.name"
            dir="auto"
            value={value}
            placeholder={serviceName(null)}
            disabled={disabled || setByEnv}
            error={error}
            onChange={onChange}
        />
    );
});

function problemOf(name: string): string {
    if ([...name].length > mostCharacters) {
        return 'blizz.settings.name.length';
    }
    return forbidden.test(name) ? 'blizz.settings.name.characters' : '';
}
