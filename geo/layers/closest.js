(function (pb) {
  "use strict";
  /* Draws nothing: opens the map at an area, and bounds its zoom while it is there. */
  pb.Closest = L.Layer.extend({
    initialize: function (data) { this.data = data; },
    onAdd: function (map) {
      map.setMaxZoom(this.data.zoom);
      if (map.pbOpened) return;
      map.pbOpened = true;
      map.fitBounds(this.data.bounds, { padding: [12, 12], animate: false });
    },
    onRemove: function (map) { map.setMaxZoom(undefined); },
  });
})(window.platsbild);
