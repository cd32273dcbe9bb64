import React, {type ReactNode, useState} from 'react';

type Props = {label: string; icon?: string; className?: string; children: ReactNode};

/** A button that opens a menu. A click on an entry closes the menu. */
export function DropdownMenu({label, icon, className = 'btn btn-icon btn-sm', children}: Props) {
    const [open, setOpen] = useState(false);
    return (
        <div className="dropdown" onKeyDown={(e) => e.key === 'Escape' && setOpen(false)}>
            <button
                className={className}
                aria-label={icon && label}
                aria-haspopup="menu"
                aria-expanded={open}
                onClick={() => setOpen(!open)}
            >
                {icon ? <i className={`icon ${icon}`} aria-hidden="true" /> : label}
            </button>
            {open && (
                <ul className="Menu dropdown-menu" role="menu" aria-label={label} onClick={() => setOpen(false)}>
                    {children}
                </ul>
            )}
        </div>
    );
}
