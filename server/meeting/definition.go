package meeting

// Kind says how a service's meetings are identified.
type Kind string

// The kinds.
const (
	// KindID: an ID identifies a meeting, and the link is made from it.
	KindID Kind = "id"
	// KindLink: the whole link identifies a meeting. It is kept byte for byte.
	KindLink Kind = "link"
)

// Places where a service's IDs are found. IDs in the service's links are always found.
const (
	// FindAnywhere: in all words of a text.
	FindAnywhere = "anywhere"
	// FindFirst: only in the first word behind the service's own trigger. This is for IDs that look like ordinary
	// words.
	FindFirst = "first"
)

// Definition describes a service as an administrator writes it: one object of the setting Services. NewService checks
// it.
type Definition struct {
	// Key identifies the service in everything that is stored: letters, digits and hyphens. Unlike Name, it must never
	// change.
	Key string `json:"key"`
	// Name is the service's name for people.
	Name string `json:"name"`
	// Trigger is the service's own slash command, without the slash; empty for none.
	Trigger string `json:"trigger,omitempty"`
	Kind    Kind   `json:"kind"`
	// Link is the link template. It contains {id} once. Only for KindID.
	Link string `json:"link,omitempty"`
	// LinkWithPassword is the template for meetings with a known password. It contains {password} once, as a
	// parameter's value.
	LinkWithPassword string `json:"link_with_password,omitempty"`
	// ID is the pattern of a canonical ID: an RE2 expression that must match the whole ID. Only for KindID.
	ID string `json:"id,omitempty"`
	// Ignore holds the characters that people put into an ID and that do not belong to it.
	Ignore string `json:"ignore,omitempty"`
	// Show says how an ID of a given length is shown: the sizes of its groups and the characters between them, such as
	// "3 4 4".
	Show map[string]string `json:"show,omitempty"`
	// Find is FindAnywhere or FindFirst. Empty means FindFirst.
	Find string `json:"find,omitempty"`
	// Hosts are the hosts of links that are read, such as "zoom.us" or "*.zoom.us". The template's host need not be
	// listed.
	Hosts []string `json:"hosts,omitempty"`
	// Whole lists links of KindID that are kept whole because their ID alone does not lead to the meeting. An entry is
	// the beginning of a path ("/l/"), of a host and a path ("teams.live.com/"), or a question mark and the name of a
	// parameter ("?pwd").
	Whole []string `json:"whole,omitempty"`
}
