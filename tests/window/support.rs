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
    /// ```ignore
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
