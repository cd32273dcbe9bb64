import React from 'react';

import {withTexts} from '../i18n/texts';
import type {AdminSettingProps} from '../mattermost/registry';

export const ServicesSetting = withTexts((_: AdminSettingProps) => <div />);
