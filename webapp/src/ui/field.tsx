import React from 'react';
import {FormattedMessage} from 'react-intl';

type Kind = 'input' | 'select' | 'textarea';

type Props<K extends Kind> = Omit<React.ComponentPropsWithoutRef<K>, 'onChange'> & {
    kind: K;
    /** The id of the label's message. */
    label: string;
    /** What there is to say of what is filled in, which may change while it is. */
    note?: React.ReactNode;
    /** Gets the control itself. */
    control?: React.Ref<HTMLElementTagNameMap[K]>;
    onChange(value: string): void;
};

/** Something to fill in, what it is called, and what there is to say of it. All other props are those of the control. */
export function Field<K extends Kind>({kind, label, note, control, onChange, ...props}: Props<K>) {
    const id = React.useId();
    const Control = kind as React.ElementType;
    return (
        <div className="blizz-field">
            <label htmlFor={id}>
                <FormattedMessage id={label} />
            </label>
            <Control
                id={id}
                className="form-control"
                ref={control}
                aria-describedby={note === undefined ? undefined : `${id}-note`}
                onChange={(event: React.ChangeEvent<HTMLInputElement>) => onChange(event.target.value)}
                {...props}
            />
            {note !== undefined && (
                <div id={`${id}-note`} className="blizz-note" aria-live="polite">
                    {note}
                </div>
            )}
        </div>
    );
}
