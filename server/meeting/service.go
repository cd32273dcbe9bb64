// Package meeting knows what a meeting is: its ID, its join link, and the texts people paste to name one.
//
// It imports nothing of Mattermost. webapp/src/meeting.ts mirrors it; testdata/meetings.json holds both to
// the same behaviour.
package meeting

// DefaultName is what the service is called until an administrator says otherwise.
const DefaultName = "Blizz"

// BlizzKey is the key of the Blizz service.
const BlizzKey = "blizz"

// Service is a meeting service: what it is called, how its IDs look, and which links lead to its meetings.
// It is a value, passed along; the zero Service reads and links nothing.
type Service struct {
	// Key names the service in everything that is stored. It never changes, unlike the name.
	Key string
	// Name is what people call the service, as the administrator typed it: not yet fit for Markdown.
	Name string
	// Template makes the join links.
	Template LinkTemplate
	// IDs is the form of the service's meeting IDs.
	IDs IDFormat
	// Hosts are the hosts, besides the template's own, whose links are read.
	Hosts []string
	// Schemes are the link schemes that are read on those hosts.
	Schemes []string
}

// Blizz is the Blizz service (today: TeamViewer Meeting) under the given name, linking by the given template.
func Blizz(name string, template LinkTemplate) Service {
	return Service{
		Key:      BlizzKey,
		Name:     name,
		Template: template,
		IDs:      IDFormat{Prefix: 'm', SupportPrefix: 's', MinDigits: 6, MaxDigits: 12, UsualDigits: 8},
		Hosts:    []string{"go.blizz.com", "go.teamviewer.com"},
		Schemes:  []string{"https", "http", "tvjoinv8"},
	}
}

// JoinURL is the link that joins the meeting with a canonical ID.
func (s Service) JoinURL(id string) string {
	return s.Template.URL(id)
}

// Display is a canonical ID as people read and dictate it.
func (s Service) Display(id string) string {
	return s.IDs.Display(id)
}

// isCanonical tells whether a text is one of the service's IDs in its canonical form.
func (s Service) isCanonical(id string) bool {
	return s.IDs.IsCanonical(id)
}

// meeting is the service's meeting with a canonical ID.
func (s Service) meeting(id string) Meeting {
	return Meeting{Service: s.Key, ID: id}
}
