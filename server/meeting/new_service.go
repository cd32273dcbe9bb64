package meeting

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a definition.
const (
	maxName    = 64 // characters
	maxIgnore  = 16 // characters
	maxShow    = 16 // lengths
	maxHosts   = 16
	maxWhole   = 16
	maxTrigger = 32 // bytes
)

const passwordPlaceholder = "{password}"

// builder makes a service from a definition and collects the errors.
type builder struct {
	service Service
	errors  []FieldError
}

// NewService checks a definition and makes a service from it. If there are errors, the service is the zero Service.
func NewService(definition Definition) (Service, []FieldError) {
	b := &builder{service: Service{Definition: definition}}
	b.names()
	switch definition.Kind {
	case KindID:
		b.hostNames()
		b.links()
		b.ids()
	case KindLink:
		b.hostNames()
		b.onlyLinks()
	case "":
		b.refuse("kind", FieldMissing, "")
	default:
		b.refuse("kind", FieldUnknown, string(definition.Kind))
	}
	if len(b.errors) > 0 {
		return Service{}, b.errors
	}
	return b.service, nil
}

func (b *builder) refuse(field string, code FieldCode, value string) {
	b.errors = append(b.errors, FieldError{Name: b.service.Name, Field: field, Code: code, Value: value})
}

// names checks the key, the name and the trigger.
func (b *builder) names() {
	s := &b.service
	switch {
	case s.Key == "":
		b.refuse("key", FieldMissing, "")
	case !isKey(s.Key):
		b.refuse("key", FieldCharacters, s.Key)
	}
	s.Name = strings.TrimSpace(s.Name)
	switch {
	case s.Name == "":
		b.refuse("name", FieldMissing, "")
	case utf8.RuneCountInString(s.Name) > maxName:
		b.refuse("name", FieldTooLong, "")
	case !isLine(s.Name):
		b.refuse("name", FieldCharacters, "")
	}
	switch {
	case len(s.Trigger) > maxTrigger:
		b.refuse("trigger", FieldTooLong, "")
	case s.Trigger != "" && !isTrigger(s.Trigger):
		b.refuse("trigger", FieldCharacters, s.Trigger)
	}
}

// isLine tells whether a text can stand on one line: valid UTF-8 without control characters and invisible characters.
func isLine(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) })
}

// isTrigger tells whether a text can follow the slash of a command: lower-case letters, digits, hyphens and
// underscores.
func isTrigger(text string) bool {
	return strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == "" && text[0] >= 'a'
}

// hostNames checks the hosts.
func (b *builder) hostNames() {
	if len(b.service.Hosts) > maxHosts {
		b.refuse("hosts", FieldTooMany, "")
	}
	for _, text := range b.service.Hosts {
		host := strings.ToLower(strings.TrimSpace(text))
		if !isHostPattern(host) {
			b.refuse("hosts", FieldHost, text)
			continue
		}
		if !slices.Contains(b.service.hosts, host) {
			b.service.hosts = append(b.service.hosts, host)
		}
	}
}

// onlyLinks refuses the fields that a service of KindLink does not have.
func (b *builder) onlyLinks() {
	s := b.service
	if len(s.Hosts) == 0 {
		b.refuse("hosts", FieldMissing, "")
	}
	for field, isThere := range map[string]bool{
		"link": s.Link != "", "link_with_password": s.LinkWithPassword != "", "id": s.ID != "", "ignore": s.Ignore != "",
		"show": len(s.Show) > 0, "find": s.Find != "", "whole": len(s.Whole) > 0,
	} {
		if isThere {
			b.refuse(field, FieldNotForKind, "")
		}
	}
	slices.SortFunc(b.errors, func(x, y FieldError) int { return strings.Compare(x.Field, y.Field) })
}

// links checks the templates and adds the template's host to the service's hosts.
func (b *builder) links() {
	s := &b.service
	if s.Link == "" {
		b.refuse("link", FieldMissing, "")
		return
	}
	template, err := ParseTemplate(s.Link)
	if err != nil {
		b.refuse("link", templateCode(err), "")
		return
	}
	s.template = template
	if host := template.host(); !s.hosts.contain(host) {
		s.hosts = append(s.hosts, host)
	}
	if s.LinkWithPassword != "" {
		b.linkWithPassword()
	}
}

func (b *builder) linkWithPassword() {
	const field = "link_with_password"
	s := &b.service
	if strings.Count(s.LinkWithPassword, passwordPlaceholder) != 1 {
		b.refuse(field, FieldPlaceholder, "")
		return
	}
	before, _, _ := strings.Cut(s.LinkWithPassword, passwordPlaceholder)
	name, isParameter := strings.CutSuffix(before, "=")
	name = name[strings.LastIndexAny(name, "?#&")+1:]
	if !isParameter || name == "" || strings.ContainsAny(name, "/{}") {
		b.refuse(field, FieldPlaceholder, "")
		return
	}
	template, err := ParseTemplate(s.LinkWithPassword)
	switch {
	case err != nil:
		b.refuse(field, templateCode(err), "")
	case !s.hosts.contain(template.host()):
		b.refuse(field, FieldHost, template.host())
	default:
		s.withPassword, s.passwordName = template, name
	}
}

// templateCode returns the field's error code for a template error.
func templateCode(err error) FieldCode {
	switch {
	case errors.Is(err, ErrTemplateLength):
		return FieldTooLong
	case errors.Is(err, ErrTemplateCharacters):
		return FieldCharacters
	case errors.Is(err, ErrTemplatePlaceholder), errors.Is(err, ErrTemplateHost):
		return FieldPlaceholder
	}
	return FieldLink
}

// ids checks the fields that describe IDs.
func (b *builder) ids() {
	s := &b.service
	pattern, code := parsePattern(s.ID)
	if code != "" {
		b.refuse("id", code, s.ID)
	}
	s.pattern = pattern
	switch {
	case utf8.RuneCountInString(s.Ignore) > maxIgnore:
		b.refuse("ignore", FieldTooLong, "")
	case !isLine(s.Ignore):
		b.refuse("ignore", FieldCharacters, "")
	}
	if s.Find == "" {
		s.Find = FindFirst
	}
	if s.Find != FindAnywhere && s.Find != FindFirst {
		b.refuse("find", FieldUnknown, s.Find)
	}
	b.show()
	if len(s.Whole) > maxWhole {
		b.refuse("whole", FieldTooMany, "")
	}
	for _, mark := range s.Whole {
		if !isMark(mark) {
			b.refuse("whole", FieldCharacters, mark)
		}
	}
}

func (b *builder) show() {
	s := &b.service
	if len(s.Show) > maxShow {
		b.refuse("show", FieldTooMany, "")
		return
	}
	s.groups = map[int][]group{}
	for length, text := range s.Show {
		groups, ok := parseGroups(length, text)
		if !ok {
			b.refuse("show", FieldGroups, length+": "+text)
			continue
		}
		size, _ := strconv.Atoi(length)
		s.groups[size] = groups
	}
}
