export {NameSetting} from './name_setting';
export {ServicesSetting} from './services_setting';
export {TemplateSetting} from './template_setting';
