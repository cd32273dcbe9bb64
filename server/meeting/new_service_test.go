package meeting

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// usual returns a valid definition, which the tests break.
func usual() Definition {
	return Definition{Key: "x", Name: "X", Kind: KindID, Link: "https://x.example/{id}", ID: "[0-9]+"}
}

// usualLinks returns a valid definition of KindLink.
func usualLinks() Definition {
	return Definition{Key: "x", Name: "X", Kind: KindLink, Hosts: []string{"x.example"}}
}

// mistakes holds possible errors of a definition, with the field and the code that report them.
var mistakes = map[string]struct {
	spoil func(*Definition)
	field string
	code  FieldCode
	value string
}{
	"a key with a space":           {func(d *Definition) { d.Key = "x y" }, "key", FieldCharacters, "x y"},
	"no name":                      {func(d *Definition) { d.Name = "  " }, "name", FieldMissing, ""},
	"a long name":                  {func(d *Definition) { d.Name = strings.Repeat("ü", maxName+1) }, "name", FieldTooLong, ""},
	"a name of two lines":          {func(d *Definition) { d.Name = "X\nY" }, "name", FieldCharacters, ""},
	"an invisible name":            {func(d *Definition) { d.Name = "X\u202eY" }, "name", FieldCharacters, ""},
	"a long trigger":               {func(d *Definition) { d.Trigger = strings.Repeat("x", maxTrigger+1) }, "trigger", FieldTooLong, ""},
	"a trigger with a slash":       {func(d *Definition) { d.Trigger = "/x" }, "trigger", FieldCharacters, "/x"},
	"a trigger of capitals":        {func(d *Definition) { d.Trigger = "Zoom" }, "trigger", FieldCharacters, "Zoom"},
	"a trigger of digits":          {func(d *Definition) { d.Trigger = "1x" }, "trigger", FieldCharacters, "1x"},
	"no kind":                      {func(d *Definition) { d.Kind = "" }, "kind", FieldMissing, ""},
	"another kind":                 {func(d *Definition) { d.Kind = "room" }, "kind", FieldUnknown, "room"},
	"no link":                      {func(d *Definition) { d.Link = "" }, "link", FieldMissing, ""},
	"a long link":                  {func(d *Definition) { d.Link += strings.Repeat("x", MaxTemplateLength) }, "link", FieldTooLong, ""},
	"a link with a space":          {func(d *Definition) { d.Link = "https://x.example/ {id}" }, "link", FieldCharacters, ""},
	"an ID in the host":            {func(d *Definition) { d.Link = "https://{id}.x.example/" }, "link", FieldPlaceholder, ""},
	"a link without a scheme":      {func(d *Definition) { d.Link = "x.example/{id}" }, "link", FieldLink, ""},
	"a password without its place": {func(d *Definition) { d.LinkWithPassword = "https://x.example/{id}" }, "link_with_password", FieldPlaceholder, ""},
	"a password in the path": {
		func(d *Definition) { d.LinkWithPassword = "https://x.example/{id}/{password}" }, "link_with_password", FieldPlaceholder, "",
	},
	"a password of a nameless parameter": {
		func(d *Definition) { d.LinkWithPassword = "https://x.example/{id}?={password}" }, "link_with_password", FieldPlaceholder, "",
	},
	"a link with a password and no scheme": {
		func(d *Definition) { d.LinkWithPassword = "x.example/{id}?p={password}" }, "link_with_password", FieldLink, "",
	},
	"a link with a password to another host": {
		func(d *Definition) { d.LinkWithPassword = "https://y.example/{id}?p={password}" }, "link_with_password", FieldHost, "y.example",
	},
	"many hosts":              {func(d *Definition) { d.Hosts = manyHosts() }, "hosts", FieldTooMany, ""},
	"a host with a path":      {func(d *Definition) { d.Hosts = []string{"x.example/y"} }, "hosts", FieldHost, "x.example/y"},
	"a host with a bad port":  {func(d *Definition) { d.Hosts = []string{"x.example:http"} }, "hosts", FieldHost, "x.example:http"},
	"a host with a hyphen":    {func(d *Definition) { d.Hosts = []string{"-x.example"} }, "hosts", FieldHost, "-x.example"},
	"a wildcard of one label": {func(d *Definition) { d.Hosts = []string{"*.example"} }, "hosts", FieldHost, "*.example"},
	"no pattern":              {func(d *Definition) { d.ID = "" }, "id", FieldMissing, ""},
	"a long pattern":          {func(d *Definition) { d.ID = strings.Repeat("x", maxPattern+1) }, "id", FieldTooLong, strings.Repeat("x", maxPattern+1)},
	"a pattern of two halves": {func(d *Definition) { d.ID = "a)(b" }, "id", FieldPattern, "a)(b"},
	"a pattern of no RE2":     {func(d *Definition) { d.ID = "(?=a)" }, "id", FieldPattern, "(?=a)"},
	"a costly pattern":        {func(d *Definition) { d.ID = "([a-z]{1,30}[0-9]){9}" }, "id", FieldCost, "([a-z]{1,30}[0-9]){9}"},
	"a pattern of nothing":    {func(d *Definition) { d.ID = "x?" }, "id", FieldEmptyID, "x?"},
	"much to ignore":          {func(d *Definition) { d.Ignore = strings.Repeat("-", maxIgnore+1) }, "ignore", FieldTooLong, ""},
	"a line break to ignore":  {func(d *Definition) { d.Ignore = "\n" }, "ignore", FieldCharacters, ""},
	"another way to find":     {func(d *Definition) { d.Find = "last" }, "find", FieldUnknown, "last"},
	"many lengths":            {func(d *Definition) { d.Show = manyLengths() }, "show", FieldTooMany, ""},
	"groups of no length":     {func(d *Definition) { d.Show = map[string]string{"x": "3"} }, "show", FieldGroups, "x: 3"},
	"groups of nothing":       {func(d *Definition) { d.Show = map[string]string{"3": "0 3"} }, "show", FieldGroups, "3: 0 3"},
	"groups of other lengths": {func(d *Definition) { d.Show = map[string]string{"9": "3 3"} }, "show", FieldGroups, "9: 3 3"},
	"groups behind a letter":  {func(d *Definition) { d.Show = map[string]string{"6": "3x3"} }, "show", FieldGroups, "6: 3x3"},
	"groups that go on":       {func(d *Definition) { d.Show = map[string]string{"3": "3 "} }, "show", FieldGroups, "3: 3 "},
	"many whole links":        {func(d *Definition) { d.Whole = slices.Repeat([]string{"/x"}, maxWhole+1) }, "whole", FieldTooMany, ""},
	"a mark of no path":       {func(d *Definition) { d.Whole = []string{"x.example"} }, "whole", FieldCharacters, "x.example"},
	"a mark of no parameter":  {func(d *Definition) { d.Whole = []string{"?a=b"} }, "whole", FieldCharacters, "?a=b"},
}

func manyHosts() (hosts []string) {
	for i := range maxHosts + 1 {
		hosts = append(hosts, "x"+strconv.Itoa(i)+".example")
	}
	return hosts
}

func manyLengths() map[string]string {
	lengths := map[string]string{}
	for i := range maxShow + 1 {
		lengths[strconv.Itoa(i+1)] = strconv.Itoa(i + 1)
	}
	return lengths
}

func TestErrorsInDefinitionsNameTheirField(t *testing.T) {
	for name, c := range mistakes {
		t.Run(name, func(t *testing.T) {
			definition := usual()
			c.spoil(&definition)
			service, errors := NewService(definition)
			assert.Zero(t, service)
			want := FieldError{Name: strings.TrimSpace(definition.Name), Field: c.field, Code: c.code, Value: c.value}
			assert.Equal(t, []FieldError{want}, errors)
		})
	}
}

func TestServicesOfWholeLinksHaveNoIDs(t *testing.T) {
	definition := usual()
	definition.Kind = KindLink
	definition.Show, definition.Whole, definition.Find = map[string]string{"3": "3"}, []string{"/x"}, FindFirst
	_, errors := NewService(definition)
	var told []string
	for _, err := range errors {
		told = append(told, err.Field+" "+string(err.Code))
	}
	assert.Equal(t, []string{
		"find not_for_kind", "hosts missing", "id not_for_kind", "link not_for_kind", "show not_for_kind", "whole not_for_kind",
	}, told)

	_, errors = NewService(usualLinks())
	assert.Empty(t, errors)
}

func TestTwoServicesCannotShareAKeyAHostOrATrigger(t *testing.T) {
	blizz := services(t, "").Default()
	x, errors := NewService(usual())
	require.Empty(t, errors)
	for name, c := range map[string]struct {
		change func(*Definition)
		want   []FieldError
	}{
		"key":  {func(d *Definition) { d.Link = "https://y.example/{id}" }, []FieldError{{Field: "key", Value: "x"}}},
		"host": {func(d *Definition) { d.Key = "y" }, []FieldError{{Field: "link", Value: "x.example"}}},
		"trigger": {func(d *Definition) {
			*d = Definition{Key: "y", Name: "Y", Kind: KindLink, Trigger: "x", Hosts: []string{"y.example"}}
		}, []FieldError{{Field: "trigger", Value: "x"}}},
		"wildcard": {
			func(d *Definition) {
				*d = Definition{Key: "y", Name: "Y", Kind: KindLink, Hosts: []string{"*.example.org", "x.example"}}
			},
			[]FieldError{{Field: "hosts", Value: "x.example"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			definition := usual()
			definition.Name = "Y"
			c.change(&definition)
			y, errors := NewService(definition)
			require.Empty(t, errors)
			first := x
			first.Trigger = "x"
			_, errors = NewServices(blizz, first, y)
			for i := range c.want {
				c.want[i].Service, c.want[i].Name, c.want[i].Code, c.want[i].Other = 1, "Y", FieldTaken, "X"
			}
			assert.Equal(t, c.want, errors)
		})
	}
}

func TestFieldErrorsNameTheReason(t *testing.T) {
	for want, err := range map[string]FieldError{
		"Services can't be used:  not_json": {Service: -1, Code: FieldNotJSON},
		`the service "Zoom" (number 2 of Services) can't be used: hosts taken ("zoom.us"), it belongs to "Z"`: {
			Service: 1, Name: "Zoom", Field: "hosts", Code: FieldTaken, Value: "zoom.us", Other: "Z",
		},
	} {
		require.EqualError(t, err, want)
	}
	assert.Equal(t, "2", FieldError{Service: 1}.Label())
	assert.Equal(t, "Zoom", FieldError{Service: 1, Name: "Zoom"}.Label())
}
