import React from 'react';
import {FormattedMessage} from 'react-intl';

type Kind = 'input' | 'select' | 'textarea';

type Props<K extends Kind> = Omit<React.ComponentPropsWithoutRef<K>, 'onChange'> & {
    kind: K;
    /** The id of the label's text. */
    label: string;
    /** A hint about the value. It may change with the value. */
    note?: React.ReactNode;
    /** The error in the value. Empty if there is none. */
    error?: string;
    /** Receives the control. */
    control?: React.Ref<HTMLElementTagNameMap[K]>;
    onChange(value: string): void;
};

/** A field with its label, hint and error. All other props are for the control. */
export function Field<K extends Kind>({kind, label, note, error, control, onChange, ...props}: Props<K>) {
    const id = React.useId();
    const Control = kind as React.ElementType;
    const hasNote = note !== undefined || error !== undefined;
    return (
        <div className="blizz-field">
            <label htmlFor={id}>
                <FormattedMessage id={label} />
            </label>
            <Control
                id={id}
                className="form-control"
                ref={control}
                aria-describedby={hasNote ? `${id}-note` : undefined}
                aria-invalid={error ? true : undefined}
                onChange={(event: React.ChangeEvent<HTMLInputElement>) => onChange(event.target.value)}
                {...props}
            />
            {hasNote && (
                <div id={`${id}-note`} className="blizz-note" aria-live="polite">
                    {error ? <span className="blizz-error blizz-icon icon-alert-circle-outline">{error}</span> : note}
                </div>
            )}
        </div>
    );
}
