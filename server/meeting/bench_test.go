package meeting

import (
	"cmp"
	"runtime"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkFind also reports how much the heap has grown. With -benchtime 1000000x that is for a million texts.
func BenchmarkFind(b *testing.B) {
	blizz := services(b, "")
	for name, text := range map[string]string{
		"id":       "m12-345-678",
		"topic":    "m12-345-678 Sprint review",
		"link":     "https://go.blizz.com/join/m12345678?lng=de Stand-up",
		"pasted":   "Hello,\nplease join my meeting:\nhttps://go.teamviewer.com/v15/m02358428\nMeeting ID: m023-584-28\nPassword: aB3-x9\n",
		"no match": "tomorrow then",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			before := heap()
			for b.Loop() {
				_, _ = blizz.Find(text)
			}
			b.ReportMetric(float64(heap()-before), "heap-growth-B")
		})
	}
}

// BenchmarkFind20 is like BenchmarkFind, with 20 further services. It shows their cost for a Blizz ID and for texts
// with none.
func BenchmarkFind20(b *testing.B) {
	list := services(b, "").All()
	for i := range MaxServices {
		preset := Presets()[i%len(Presets())]
		preset.Key += strconv.Itoa(i)
		preset.Trigger, preset.Kind, preset.Find = "", KindID, FindAnywhere
		preset.Link = "https://" + HostPlaceholder + "/{id}"
		preset.LinkWithPassword, preset.Hosts = "", nil
		preset.ID = cmp.Or(preset.ID, "[0-9]{12}")
		service, errors := NewService(preset.At("s" + strconv.Itoa(i) + ".example.org"))
		require.Empty(b, errors)
		list = append(list, service)
	}
	all, errors := NewServices(list...)
	require.Empty(b, errors)
	for name, text := range map[string]string{
		"id":       "m12-345-678",
		"link":     "https://s19.example.org/123456789 Stand-up",
		"other id": "Retro 859 9624 9517",
		"no match": "tomorrow then, at ten",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = all.Find(text)
			}
		})
	}
}

// heap returns the bytes in use on the heap, without garbage. It collects twice, because only the second collection
// empties the pools of regular expressions.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
