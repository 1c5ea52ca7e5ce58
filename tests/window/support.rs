//! What the window's tests share: a renderer for `egui_kittest` that needs no GPU.
//!
//! Its pictures come from the program's own painter, so they are the same on every machine and
//! snapshots can be compared tightly. Without the feature `gui` this package is empty.

#![forbid(unsafe_code)]

#[cfg(feature = "gui")]
pub use renderer::CpuRenderer;

#[cfg(feature = "gui")]
mod renderer {
    use eframe::egui;
    use egui_kittest::TestRenderer;
    use rangebook::ui::painter::Painter;

    /// Draws a [`egui_kittest::Harness`] in memory, over the fill of its panels.
    ///
    /// ```text
    /// let mut harness = Harness::builder().renderer(CpuRenderer::new()).build_ui(…);
    /// harness.snapshot("name");
    /// ```
    #[derive(Default)]
    pub struct CpuRenderer {
        painter: Painter,
    }

    impl CpuRenderer {
        /// A renderer for one harness.
        #[must_use]
        pub fn new() -> Self {
            Self::default()
        }
    }

    impl TestRenderer for CpuRenderer {
        fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
            self.painter.apply(delta);
        }

        fn render(
            &mut self,
            ctx: &egui::Context,
            output: &egui::FullOutput,
        ) -> Result<image::RgbaImage, String> {
            let scale = ctx.pixels_per_point();
            let size = ctx.content_rect().size() * scale;
            let primitives = ctx.tessellate(output.shapes.clone(), scale);
            let background = ctx.global_style().visuals.panel_fill;
            let size = rangebook::ui::painter::size_px(size);
            let picture = self
                .painter
                .paint(scale, &primitives, size, background)
                .map_err(|error| error.to_string())?;
            image::RgbaImage::from_raw(picture.width, picture.height, picture.rgba)
                .ok_or_else(|| String::from("the picture has too few pixels for its size"))
        }
    }
}

#[cfg(all(test, feature = "gui"))]
mod tests {
    use super::CpuRenderer;
    use eframe::egui;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn a_harness_is_drawn_in_its_size_and_shows_what_changed() {
        let app = |ui: &mut egui::Ui, clicked: &mut bool| {
            if ui.button("Open…").clicked() {
                *clicked = true;
            }
            if *clicked {
                ui.label("Opened");
            }
        };
        let mut harness = Harness::builder()
            .with_size(egui::vec2(120.0, 80.0))
            .with_pixels_per_point(2.0)
            .renderer(CpuRenderer::new())
            .build_ui_state(app, false);
        let before = harness.render().unwrap();
        assert_eq!(before.dimensions(), (240, 160));

        harness.get_by_label("Open…").click();
        harness.run();
        let after = harness.render().unwrap();
        let label = harness.get_by_label("Opened").rect() * 2.0;
        let changed = before.enumerate_pixels().zip(after.pixels());
        let in_label = changed.filter(|((x, y, old), new)| {
            let at = |place: &u32| f32::from(u16::try_from(*place).unwrap()) + 0.5;
            old != new && label.contains(egui::pos2(at(x), at(y)))
        });
        assert!(in_label.count() > 50, "the new label is not in the picture");
    }
}
