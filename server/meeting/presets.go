package meeting

import (
	"slices"
	"strings"
)

// blizz is the service that always exists. A pattern can't describe all spellings of its IDs: see IDFormat.
var blizz = Definition{
	Key: BlizzKey, Name: DefaultName, Trigger: "blizz", Kind: KindID, Link: DefaultTemplate,
	ID: `m[0-9]{6,12}`, Find: FindAnywhere, Hosts: []string{"go.blizz.com", "go.teamviewer.com"},
	Show: map[string]string{
		"7": "4-3", "8": "2-3-3", "9": "3-3-3", "10": "4-3-3", "11": "2-3-3-3", "12": "3-3-3-3", "13": "4-3-3-3",
	},
}

// HostPlaceholder marks the place in a preset where the administrator puts the name of their own host.
const HostPlaceholder = "{host}"

// presets are the services that an administrator can choose from. A preset with HostPlaceholder is for a service on
// one's own host.
var presets = []Definition{
	{
		Key: "jitsi", Name: "Jitsi", Trigger: "jitsi", Kind: KindID, Link: "https://" + HostPlaceholder + "/{id}",
		ID: `[^/?#\s]+`, Find: FindFirst, Hosts: []string{HostPlaceholder}, Whole: []string{"?jwt"},
	},
	{
		Key: "bigbluebutton", Name: "BigBlueButton", Kind: KindID, Link: "https://" + HostPlaceholder + "/rooms/{id}/join",
		LinkWithPassword: "https://" + HostPlaceholder + "/rooms/{id}/join?viewerCode={password}",
		ID:               `[a-z0-9]{3}(-[a-z0-9]{3}){3}`, Find: FindAnywhere, Hosts: []string{HostPlaceholder},
	},
	{
		Key: "nextcloud-talk", Name: "Nextcloud Talk", Kind: KindID, Link: "https://" + HostPlaceholder + "/call/{id}",
		ID: `[a-km-z2-9]{8,30}|[0-9]{10,30}`, Find: FindFirst, Hosts: []string{HostPlaceholder},
	},
	{ //nolint:gosec // {password} is a place, not a credential
		Key: "teams", Name: "Microsoft Teams", Trigger: "teams", Kind: KindID, Link: "https://teams.microsoft.com/meet/{id}",
		LinkWithPassword: "https://teams.microsoft.com/meet/{id}?p={password}",
		ID:               `[0-9]{10,15}`, Ignore: " ", Find: FindAnywhere, Hosts: []string{"teams.microsoft.com", "teams.live.com"},
		Show:  map[string]string{"10": "3 3 4", "11": "3 3 3 2", "12": "3 3 3 3", "13": "3 3 3 3 1", "14": "3 3 3 3 2", "15": "3 3 3 3 3"},
		Whole: []string{"/l/meetup-join/", "teams.live.com/meet/"},
	},
	{
		Key: "zoom", Name: "Zoom", Trigger: "zoom", Kind: KindID, Link: "https://zoom.us/j/{id}",
		ID: `[0-9]{9,11}`, Ignore: " -", Find: FindAnywhere, Hosts: []string{"zoom.us", "*.zoom.us", "zoom-x.de", "*.zoom-x.de"},
		Show:  map[string]string{"9": "3 3 3", "10": "3 3 4", "11": "3 4 4"},
		Whole: []string{"?pwd", "/my/", "zoom-x.de/j/"},
	},
	{
		Key: "google-meet", Name: "Google Meet", Trigger: "meet", Kind: KindID, Link: "https://meet.google.com/{id}",
		ID: `[a-z]{3}-[a-z]{4}-[a-z]{3}`, Find: FindFirst,
	},
	{
		Key: "webex", Name: "Webex", Trigger: "webex", Kind: KindLink, Hosts: []string{"*.webex.com"},
	},
	{
		Key: "whereby", Name: "Whereby", Trigger: "whereby", Kind: KindID, Link: "https://whereby.com/{id}",
		ID: `[^/?#\s]+`, Find: FindFirst,
	},
	{
		Key: "goto", Name: "GoTo", Trigger: "goto", Kind: KindID, Link: "https://meet.goto.com/{id}",
		ID: `[0-9]{9}`, Ignore: " -", Find: FindAnywhere, Show: map[string]string{"9": "3-3-3"},
	},
	{
		Key: "galene", Name: "Galène", Kind: KindID, Link: "https://" + HostPlaceholder + "/group/{id}/",
		ID: `[^/?#\s]+`, Find: FindFirst, Hosts: []string{HostPlaceholder}, Whole: []string{"?token"},
	},
}

// Presets returns the services that an administrator can choose from, in the order of the list.
func Presets() []Definition {
	return slices.Clone(presets)
}

// At replaces HostPlaceholder in a preset by a host.
func (d Definition) At(host string) Definition {
	d.Link = strings.ReplaceAll(d.Link, HostPlaceholder, host)
	d.LinkWithPassword = strings.ReplaceAll(d.LinkWithPassword, HostPlaceholder, host)
	d.Hosts = slices.Clone(d.Hosts)
	for i := range d.Hosts {
		d.Hosts[i] = strings.ReplaceAll(d.Hosts[i], HostPlaceholder, host)
	}
	return d
}
