/** A service in the setting: one object of a JSON list. server/meeting explains the fields. */
export interface Definition {
    key: string;
    name: string;
    trigger?: string;
    kind: 'id' | 'link';
    link?: string;
    link_with_password?: string;
    id?: string;
    ignore?: string;
    show?: Record<string, string>;
    find?: 'anywhere' | 'first';
    hosts?: string[];
    whole?: string[];
}

/** Marks the place in a preset where the administrator puts the name of their own host. */
const hostPlaceholder = '{host}';

/** The services in the setting's text. Null if the fields could not show them. */
export function readServices(text: string): Definition[] | null {
    if (text.trim() === '') {
        return [];
    }
    try {
        const value: unknown = JSON.parse(text);
        return Array.isArray(value) && value.every(isDefinition) ? value : null;
    } catch {
        return null;
    }
}

/** The fields that hold no text. */
const lists = ['hosts', 'whole'];
const maps = ['show'];

/** Whether a value has the types that the fields show. The server decides whether the value is valid. */
function isDefinition(value: unknown): value is Definition {
    return (
        isObject(value) &&
        Object.entries(value).every(([field, held]) => {
            if (lists.includes(field)) {
                return Array.isArray(held) && held.every(isText);
            }
            return maps.includes(field) ? isObject(held) && Object.values(held).every(isText) : isText(held);
        })
    );
}

function isObject(value: unknown): value is object {
    return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isText(value: unknown): value is string {
    return typeof value === 'string';
}

/** The setting's text. Empty for no services. Empty fields of a service are left out. */
export function writeServices(services: Definition[]): string {
    const said = services.map((service) =>
        Object.fromEntries(Object.entries(service).filter(([, value]) => value !== undefined && String(value) !== '')),
    );
    return said.length === 0 ? '' : JSON.stringify(said, null, 2);
}

/** Whether a preset needs the administrator's own host. */
export function needsHost(preset: Definition): boolean {
    return JSON.stringify(preset).includes(hostPlaceholder);
}

/** A preset with a host, and a key that no other service has. */
export function fromPreset(preset: Definition, host: string, others: Definition[]): Definition {
    const own: Definition = JSON.parse(
        JSON.stringify(preset).replaceAll(hostPlaceholder, JSON.stringify(host).slice(1, -1)),
    );
    return {...own, key: freeKey(own.key, others), ...(triggerIsTaken(own, others) && {trigger: undefined})};
}

function triggerIsTaken({trigger}: Definition, others: Definition[]): boolean {
    return Boolean(trigger) && others.some((other) => other.trigger === trigger);
}

/** jitsi, jitsi-2, jitsi-3 … */
export function freeKey(key: string, others: Definition[]): string {
    const taken = new Set(others.map((other) => other.key));
    let free = key;
    for (let number = 2; taken.has(free); number++) {
        free = `${key}-${number}`;
    }
    return free;
}
