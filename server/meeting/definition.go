package meeting

// Kind says by what a service's meetings are known.
type Kind string

// The kinds.
const (
	// KindID: a meeting is an ID, and the ID makes the link.
	KindID Kind = "id"
	// KindLink: a meeting is its whole link, which is kept byte for byte.
	KindLink Kind = "link"
)

// Where the IDs of a service are looked for, besides in its links.
const (
	// FindAnywhere: among all words.
	FindAnywhere = "anywhere"
	// FindFirst: only in the first word behind the service's own trigger, as its IDs look like words.
	FindFirst = "first"
)

// Definition is a service as an administrator writes it: one object of the setting Services. NewService checks it.
type Definition struct {
	// Key names the service in everything that is stored: letters, digits and hyphens. It must never change, unlike Name.
	Key string `json:"key"`
	// Name is what people call the service.
	Name string `json:"name"`
	// Trigger is the service's own slash command, without the slash; empty for none.
	Trigger string `json:"trigger,omitempty"`
	Kind    Kind   `json:"kind"`
	// Link is the link template, with {id} once. Only of KindID.
	Link string `json:"link,omitempty"`
	// LinkWithPassword is the template where a password is known, with {password} once, as a parameter's value.
	LinkWithPassword string `json:"link_with_password,omitempty"`
	// ID is the pattern of a canonical ID, an RE2 expression that must match all of it. Only of KindID.
	ID string `json:"id,omitempty"`
	// Ignore are the characters that people put into an ID and that do not belong to it.
	Ignore string `json:"ignore,omitempty"`
	// Show says by an ID's length how it is shown: the sizes of its groups with what stands between, such as "3 4 4".
	Show map[string]string `json:"show,omitempty"`
	// Find is FindAnywhere or FindFirst; empty for FindFirst.
	Find string `json:"find,omitempty"`
	// Hosts are the hosts whose links are read, such as "zoom.us" or "*.zoom.us". The template's own is always one.
	Hosts []string `json:"hosts,omitempty"`
	// Whole are links of KindID that are kept whole nevertheless, as the ID alone would not do. An entry is the beginning of
	// a path ("/l/"), of a host and a path ("teams.live.com/"), or the name of a parameter behind a question mark ("?pwd").
	Whole []string `json:"whole,omitempty"`
}
