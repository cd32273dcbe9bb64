import React from 'react';
import {FormattedMessage} from 'react-intl';

type Kind = 'input' | 'select' | 'textarea';

type Props<K extends Kind> = Omit<React.ComponentPropsWithoutRef<K>, 'onChange'> & {
    kind: K;
    /** The id of the label's message. */
    label: string;
    /** What there is to say of what is filled in, which may change while it is. */
    note?: React.ReactNode;
    /** What is wrong with what is filled in; empty where nothing is. */
    error?: string;
    /** Gets the control itself. */
    control?: React.Ref<HTMLElementTagNameMap[K]>;
    onChange(value: string): void;
};

/** Something to fill in, what it is called, and what there is to say of it. All other props are those of the control. */
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
