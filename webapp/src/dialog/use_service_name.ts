import {useSelector} from 'react-redux';

import {selectSettings, serviceName, servicesIn} from '../settings';

/** What a service is called, by its key; the main one where the key is not known. */
export function useServiceName(key: string | undefined): string {
    const settings = useSelector(selectSettings);
    const service = settings && servicesIn(settings).find((other) => other.key === key);
    return service?.name ?? serviceName(settings);
}
