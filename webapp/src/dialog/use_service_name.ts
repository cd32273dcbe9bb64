import {useSelector} from 'react-redux';

import {selectSettings, serviceName, servicesIn} from '../settings';

/** The name of a service, by its key. For an unknown key, it is the main service's name. */
export function useServiceName(key: string | undefined): string {
    const settings = useSelector(selectSettings);
    const service = settings && servicesIn(settings).find((other) => other.key === key);
    return service?.name ?? serviceName(settings);
}
