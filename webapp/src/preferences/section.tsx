import React from 'react';
import {FormattedMessage} from 'react-intl';

import {matchTheme} from '../style';
import {Button} from '../ui/button';
import {ErrorNote} from '../ui/error_note';
import {focusOn} from '../ui/focus';

interface Props {
    /** The id of the title's text. */
    title: string;
    /** The present value. */
    describe: React.ReactNode;
    error: unknown;
    /** Whether the values can be saved. */
    maySave: boolean;
    /** Saves, and returns whether that succeeded. */
    save(): Promise<boolean>;
    /** Other buttons beside Save. */
    buttons?: React.ReactNode;
    /** The fields. */
    children: React.ReactNode;
}

/** A section of a person's settings, as in the web client: closed it shows the value, open it shows the fields. */
export function Section({title, describe, children, ...form}: Props) {
    const [isOpen, setIsOpen] = React.useState(false);
    const id = React.useId();
    const edit = React.useRef<HTMLButtonElement>(null);
    const wasOpen = React.useRef(false);

    React.useEffect(() => {
        if (wasOpen.current && !isOpen) {
            focusOn(edit.current);
        }
        wasOpen.current = isOpen;
    }, [isOpen]);

    if (isOpen) {
        return (
            <OpenSection title={title} onClose={() => setIsOpen(false)} {...form}>
                {children}
            </OpenSection>
        );
    }
    return (
        <div className="section-min">
            <div>
                <h4 id={id} className="section-min__title">
                    <FormattedMessage id={title} />
                </h4>
                <button
                    type="button"
                    id={`${id}-edit`}
                    ref={edit}
                    className="color--link style--none section-min__edit"
                    aria-labelledby={`${id} ${id}-edit`}
                    aria-expanded={false}
                    onClick={() => setIsOpen(true)}
                >
                    <i className="icon-pencil-outline" aria-hidden="true" /> <FormattedMessage id="blizz.edit" />
                </button>
            </div>
            <div className="section-min__describe">{describe}</div>
        </div>
    );
}

interface OpenProps extends Omit<Props, 'describe'> {
    onClose(): void;
}

function OpenSection({title, error, maySave, save, buttons, onClose, children}: OpenProps) {
    const form = React.useRef<HTMLFormElement>(null);
    React.useEffect(() => {
        matchTheme(form.current);
        focusOn(form.current?.querySelector<HTMLElement>('input:checked, textarea, select, input'));
    }, []);

    const submit = async (event: React.FormEvent) => {
        event.preventDefault();
        if (maySave && (await save())) {
            onClose();
        }
    };

    return (
        <form className="section-max form-horizontal" onSubmit={submit} ref={form}>
            <h4 className="col-sm-12 section-title">
                <FormattedMessage id={title} />
            </h4>
            <div className="sectionContent col-sm-10 col-sm-offset-2">
                <div className="setting-list">
                    <div className="setting-list-item">{children}</div>
                    <div className="setting-list-item">
                        <hr />
                        <ErrorNote error={error} />
                        <Button type="submit" label="blizz.save" look="btn-primary" disabled={!maySave} />
                        {buttons}
                        <Button label="blizz.cancel" look="btn-tertiary" onClick={onClose} />
                    </div>
                </div>
            </div>
        </form>
    );
}
