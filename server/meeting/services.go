package meeting

import (
	"slices"
)

// MaxServices is how many services can be set up besides Blizz.
const MaxServices = 20

// Services are the meeting services that are set up. It is a value that never changes; the zero Services reads and links
// nothing.
type Services struct {
	list []Service
}

// NewServices returns some services. The first is the default one. Errors say which have something that another one
// has.
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

// Only are services of which there is one.
func Only(service Service) Services {
	return Services{list: []Service{service}}
}

// conflicts are what a service has that is another's already. place is the service's in the setting.
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

// Default returns the service that is meant where nothing names one: Blizz.
func (s Services) Default() Service {
	if len(s.list) == 0 {
		return Service{}
	}
	return s.list[0]
}

// ByKey returns the service with a key; ok is false if it is not set up.
func (s Services) ByKey(key string) (service Service, ok bool) {
	at := slices.IndexFunc(s.list, func(other Service) bool { return other.Key == key })
	if at < 0 {
		return Service{}, false
	}
	return s.list[at], true
}

// ByTrigger returns the service with a slash command of its own; ok is false if none has it.
func (s Services) ByTrigger(trigger string) (service Service, ok bool) {
	at := slices.IndexFunc(s.list, func(other Service) bool { return other.Trigger == trigger })
	if at < 0 || trigger == "" {
		return Service{}, false
	}
	return s.list[at], true
}

// byHost returns the service that a link's host belongs to.
func (s Services) byHost(host string) (service Service, ok bool) {
	at := slices.IndexFunc(s.list, func(other Service) bool { return other.hosts.contain(host) })
	if at < 0 {
		return Service{}, false
	}
	return s.list[at], true
}

// Check tells whether a meeting is one of a service that is set up, in canonical form. It is for meetings that come back
// from storage or from a post's props, where anybody may have written them.
func (s Services) Check(m Meeting) bool {
	service, ok := s.ByKey(m.Service)
	return ok && service.check(m)
}

// JoinURL returns the link that joins a meeting, with the password in it where the service has links for that. It is
// empty for a meeting that Check refuses.
func (s Services) JoinURL(m Meeting, password string) string {
	if !s.Check(m) {
		return ""
	}
	service, _ := s.ByKey(m.Service)
	return service.joinURL(m, password)
}

// Display returns a meeting as people read and dictate it, as plain text. What Check refuses is shown as it was stored.
func (s Services) Display(m Meeting) string {
	if !s.Check(m) {
		return m.ID + m.Link
	}
	service, _ := s.ByKey(m.Service)
	return service.displayOf(m)
}

// Typed returns a text that Find reads as the meeting and nothing else: what people see if it will do, else the link.
// It is empty for a meeting that Check refuses, and for one whose link ends in what Find takes for the end of a
// sentence.
func (s Services) Typed(m Meeting) string {
	return s.TypedOf("", m)
}

// TypedOf is Typed behind the trigger of a service, as FindOf reads it.
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

// reads tells whether a text is read as a meeting and has no other words.
func (s Services) reads(key, text string, m Meeting) bool {
	found, err := s.FindOf(key, text)
	return err == nil && found == Found{Meeting: m}
}

// Name is what people call a meeting's service, as plain text: its key if the service is no longer set up.
func (s Services) Name(m Meeting) string {
	if service, ok := s.ByKey(m.Service); ok {
		return service.Name
	}
	return m.Service
}
