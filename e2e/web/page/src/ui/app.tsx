import {Settings} from 'luxon';
import {getTheme} from 'mattermost-redux/selectors/entities/preferences';
import {getMyTeams} from 'mattermost-redux/selectors/entities/teams';
import {getCurrentUser} from 'mattermost-redux/selectors/entities/users';
import React, {useEffect} from 'react';
import {IntlProvider} from 'react-intl';
import {BrowserRouter, Redirect, Route, Switch} from 'react-router-dom';

import {useAppSelector} from '../store';
import {applyTheme} from '../theme';

import {LoginPage} from './login_page';
import {SystemConsole} from './system_console';
import {TeamPage} from './team_page';

export function App() {
    const user = useAppSelector(getCurrentUser);
    const ready = useAppSelector((state) => state.views.sessionLoaded);
    const theme = useAppSelector(getTheme);
    const team = useAppSelector((state) => getMyTeams(state)[0]);
    useEffect(() => applyTheme(theme), [theme]);

    return (
        <InLanguage locale={user?.locale ?? 'en'}>
            <BrowserRouter>
                {ready ? (
                    <Switch>
                        <Route path="/admin_console/plugins/plugin_:pluginId" component={SystemConsole} />
                        <Route path="/:team/:view(channels|messages|threads|pl)/:name?" component={TeamPage} />
                        {team && <Redirect to={`/${team.name}/channels/town-square`} />}
                    </Switch>
                ) : (
                    <LoginPage />
                )}
            </BrowserRouter>
        </InLanguage>
    );
}

/** Sets the person's language for all components below, and for Luxon. Plugins have their own messages. */
function InLanguage({locale, children}: {locale: string; children: React.ReactNode}) {
    useEffect(() => {
        Settings.defaultLocale = locale;
    }, [locale]);
    return (
        <IntlProvider key={locale} locale={locale} textComponent="span" onError={reportMissing}>
            {children}
        </IntlProvider>
    );
}

// The browser tests must see missing messages, but not react-intl's warnings about its own configuration.
function reportMissing(error: {code: string; message: string}): void {
    if (error.code !== 'MISSING_DATA') {
        console.error(error.message);
    }
}
