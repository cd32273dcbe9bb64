package meeting

import (
	"slices"
)

// MaxServices limits the number of services besides Blizz.
const MaxServices = 20

// Services holds the meeting services that are set up. It never changes. The zero Services reads no IDs and makes no
// links.
type Services struct {
	list []Service
}

// NewServices returns the services of a list. The first one is the default. The errors name each key, trigger or host
// that two services have.
func NewServices(list ...Service) (Services, []FieldError) {
	var errors []FieldError
	for i, service := range list {
		for _, other := range list[:i] {
			errors = append(errors, service.conflicts(other, i-1)...)
		}
	}
	if len(errors) > 0 {
		return Services{}, errors
	}
	return Services{list: slices.Clone(list)}, nil
}

// Only returns Services with a single service.
func Only(service Service) Services {
	return Services{list: []Service{service}}
}

// conflicts returns an error for each key, trigger and host that the other service has too. place is the service's
// index in the setting.
func (s Service) conflicts(other Service, place int) []FieldError {
	var errors []FieldError
	refuse := func(field, value string) {
		errors = append(errors, FieldError{Service: place, Name: s.Name, Field: field, Code: FieldTaken, Value: value, Other: other.Name})
	}
	if s.Key == other.Key {
		refuse("key", s.Key)
	}
	if s.Trigger != "" && s.Trigger == other.Trigger {
		refuse("trigger", s.Trigger)
	}
	if host := s.hosts.overlap(other.hosts); host != "" {
		field := "hosts"
		if len(s.Hosts) == 0 {
			field = "link"
		}
		refuse(field, host)
	}
	return errors
}

// Equal tells whether services are the same and in the same order.
func (s Services) Equal(other Services) bool {
	return slices.EqualFunc(s.list, other.list, Service.equal)
}

// All returns the services in their order, the default one first.
func (s Services) All() []Service {
	return slices.Clone(s.list)
}

// Default returns the service for a text that names no service: Blizz.
func (s Services) Default() Service {
	if len(s.list) == 0 {
		return Service{}
	}
	return s.list[0]
}

// ByKey returns the service that has the key. ok is false if it is not set up.
func (s Services) ByKey(key string) (service Service, ok bool) {
	at := slices.IndexFunc(s.list, func(other Service) bool { return other.Key == key })
	if at < 0 {
		return Service{}, false
	}
	return s.list[at], true
}

// ByTrigger returns the service that has the slash command. ok is false if none has it.
func (s Services) ByTrigger(trigger string) (service Service, ok bool) {
	at := slices.IndexFunc(s.list, func(other Service) bool { return other.Trigger == trigger })
	if at < 0 || trigger == "" {
		return Service{}, false
	}
	return s.list[at], true
}

// byHost returns the service that has the host of a link.
func (s Services) byHost(host string) (service Service, ok bool) {
	at := slices.IndexFunc(s.list, func(other Service) bool { return other.hosts.contain(host) })
	if at < 0 {
		return Service{}, false
	}
	return s.list[at], true
}

// Check tells whether a meeting belongs to a service that is set up, and is in canonical form. Use it for meetings from
// storage or from a post's props: anybody may have written these.
func (s Services) Check(m Meeting) bool {
	service, ok := s.ByKey(m.Service)
	return ok && service.check(m)
}

// JoinURL returns the link that joins a meeting. The link contains the password if the service has such links. It is
// empty for a meeting that fails Check.
func (s Services) JoinURL(m Meeting, password string) string {
	if !s.Check(m) {
		return ""
	}
	service, _ := s.ByKey(m.Service)
	return service.joinURL(m, password)
}

// Display returns a meeting as people read and dictate it, in plain text. A meeting that fails Check is shown as it was
// stored.
func (s Services) Display(m Meeting) string {
	if !s.Check(m) {
		return m.ID + m.Link
	}
	service, _ := s.ByKey(m.Service)
	return service.displayOf(m)
}

// Typed returns a text that Find reads as this meeting, without a topic. It returns the text of Display if Find understands
// that, otherwise the link. It is empty for a meeting that fails Check, and for a link that ends in a character that
// Find takes for the end of a sentence.
func (s Services) Typed(m Meeting) string {
	return s.TypedOf("", m)
}

// TypedOf is like Typed, for a text behind the trigger of a service, as FindOf reads it.
func (s Services) TypedOf(key string, m Meeting) string {
	if !s.Check(m) {
		return ""
	}
	for _, text := range []string{s.Display(m), s.JoinURL(m, "")} {
		if s.reads(key, text, m) {
			return text
		}
	}
	return ""
}

// reads tells whether FindOf finds the meeting in a text, and nothing besides.
func (s Services) reads(key, text string, m Meeting) bool {
	found, err := s.FindOf(key, text)
	return err == nil && found == Found{Meeting: m}
}

// Name returns the name of a meeting's service, in plain text. It returns the key if the service is no longer set up.
func (s Services) Name(m Meeting) string {
	if service, ok := s.ByKey(m.Service); ok {
		return service.Name
	}
	return m.Service
}
