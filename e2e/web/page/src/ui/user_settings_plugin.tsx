import {savePreferences} from 'mattermost-redux/actions/preferences';
import {get as getPreference} from 'mattermost-redux/selectors/entities/preferences';
import {getCurrentUserId} from 'mattermost-redux/selectors/entities/users';
import React, {useRef, useState} from 'react';

import type {UserSetting, UserSettings, UserSettingsSection} from '../plugin/state';
import {useAppDispatch, useAppSelector} from '../store';

/** A plugin's settings for the person: sections that open one at a time, or that the plugin renders itself. */
export function PluginSettings({pluginId, settings}: {pluginId: string; settings: UserSettings}) {
    const [open, setOpen] = useState('');
    return (
        <div className="user-settings">
            <h3 className="tab-header">{settings.uiName} Settings</h3>
            <div className="divider-dark first" />
            {settings.sections.map((section) => (
                <React.Fragment key={section.title}>
                    {'component' in section ? (
                        <section.component />
                    ) : open === section.title ? (
                        <OpenSection pluginId={pluginId} section={section} close={() => setOpen('')} />
                    ) : (
                        <ClosedSection title={section.title} open={() => setOpen(section.title)} />
                    )}
                    <div className="divider-light" />
                </React.Fragment>
            ))}
            <div className="divider-dark" />
        </div>
    );
}

function ClosedSection({title, open}: {title: string; open: () => void}) {
    return (
        <div className="section-min" onClick={open}>
            <div className="section-min__header">
                <h4 id={`${title}Title`} className="section-min__title">
                    {title}
                </h4>
                <button
                    id={`${title}Edit`}
                    className="color--link style--none section-min__edit"
                    aria-labelledby={`${title}Title ${title}Edit`}
                    aria-expanded={false}
                >
                    Edit
                </button>
            </div>
            <div className="section-min__describe" />
        </div>
    );
}

type SectionProps = {pluginId: string; section: Extract<UserSettingsSection, {settings: unknown}>; close: () => void};

/** Collects changes until Save, which stores them as the person's preferences and tells the plugin. */
function OpenSection({pluginId, section, close}: SectionProps) {
    const userId = useAppSelector(getCurrentUserId);
    const dispatch = useAppDispatch();
    const changes = useRef<Record<string, string>>({});
    const inform = (name: string, value: string) => {
        changes.current[name] = value;
    };
    const save = () => {
        const preferences = Object.entries(changes.current).map(([name, value]) => ({
            user_id: userId,
            category: preferenceCategory(pluginId),
            name,
            value,
        }));
        if (preferences.length > 0) {
            dispatch(savePreferences(userId, preferences));
            section.onSubmit?.(changes.current);
        }
        close();
    };
    return (
        <section className="section-max">
            <h4>{section.title}</h4>
            {section.settings.map((setting) => (
                <Setting key={setting.name} pluginId={pluginId} setting={setting} informChange={inform} />
            ))}
            <button className="btn btn-primary btn-sm" onClick={save}>
                Save
            </button>
            <button className="btn btn-tertiary btn-sm" onClick={close}>
                Cancel
            </button>
        </section>
    );
}

type SettingProps = {pluginId: string; setting: UserSetting; informChange: (name: string, value: string) => void};

function Setting({pluginId, setting, informChange}: SettingProps) {
    const saved = useAppSelector((state) =>
        getPreference(
            state,
            preferenceCategory(pluginId),
            setting.name,
            setting.type === 'radio' ? setting.default : '',
        ),
    );
    const [value, setValue] = useState(saved);
    if (setting.type === 'custom') {
        const {component: Component} = setting;
        return <Component informChange={informChange} />;
    }
    const choose = (chosen: string) => {
        setValue(chosen);
        informChange(setting.name, chosen);
    };
    return (
        <fieldset>
            <legend>{setting.title}</legend>
            {setting.options.map((option) => (
                <label key={option.value} className="radio">
                    <input
                        type="radio"
                        name={setting.name}
                        checked={value === option.value}
                        onChange={() => choose(option.value)}
                    />
                    {option.text}
                </label>
            ))}
            {setting.helpText && <p className="help-text">{setting.helpText}</p>}
        </fieldset>
    );
}

/** The category in which Mattermost stores a plugin's preferences. A category has at most 32 characters. */
function preferenceCategory(pluginId: string): string {
    return `pp_${pluginId}`.slice(0, 32);
}
